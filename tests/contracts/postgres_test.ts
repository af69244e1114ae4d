import { contract } from "./contract.ts";

contract({
  id: "postgres",
  servers: [{ image: "postgres:17" }, { image: "postgres:18" }, { image: "postgres:15" }],
  login: {
    user: "postgres",
    password: `it's "100%" $HOME \\ #1 é`,
    database: `shop "dev" 100% $x é`,
  },
  extension: "sql\\.gz",
  dumpTool: "pg_dump",
  halfADump: 'echo "-- PostgreSQL database dump"; echo "CREATE TABLE x ("',
  passwordVariable: "DB_PASSWORD",
  stubbornClient: [
    "psql",
    "-U",
    "postgres",
    "-d",
    `shop "dev" 100% $x é`,
    "-c",
    "SELECT pg_sleep(0.3)",
  ],
});
