import { contract } from "./contract.ts";

contract({
  id: "mariadb",
  servers: [{ image: "mariadb:11.8" }],
  login: {
    user: "root",
    password: `it's "100%" $HOME \\ #1 é`,
    database: `it's "dev" \\ 100% $x é_1`,
  },
  extension: "sql\\.gz",
  dumpTool: "mariadb-dump",
  halfADump: 'echo "-- MariaDB dump 10.19"; echo "CREATE TABLE x ("',
  passwordVariable: "DB_PASSWORD",
  stubbornClient: [
    "sh",
    "-c",
    'MYSQL_PWD="$MARIADB_ROOT_PASSWORD" exec mariadb -u root --database="$MARIADB_DATABASE" --default-character-set=utf8mb4 -e "SELECT COUNT(*), SLEEP(0.3) FROM child"',
  ],
});
