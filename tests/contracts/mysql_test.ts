import { contract } from "./contract.ts";

contract({
  id: "mysql",
  servers: [{ image: "mysql:9.7" }],
  login: {
    user: "root",
    password: `it's "100%" $HOME \\ #1 é`,
    database: `shop "dev" 100% $x é_1`,
  },
  extension: "sql\\.gz",
  dumpTool: "mysqldump",
  halfADump: 'echo "-- MySQL dump 10.13"; echo "CREATE TABLE x ("',
  passwordVariable: "DB_PASSWORD",
  stubbornClient: [
    "sh",
    "-c",
    'MYSQL_PWD="$MYSQL_ROOT_PASSWORD" exec mysql -u root --database="$MYSQL_DATABASE" --default-character-set=utf8mb4 -e "SELECT COUNT(*), SLEEP(0.3) FROM child"',
  ],
});
