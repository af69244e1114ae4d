import type { Engine } from "./engine.ts";
import { mysqlEngine } from "./mysql_family.ts";
import { mariadbSpotting } from "./spotting/mariadb.ts";

export const mariadb: Engine = mysqlEngine({
  id: "mariadb",
  title: "MariaDB",
  spotting: mariadbSpotting,
  defaultVersion: "11.8",
  likeOfficial: /^(docker\.io\/)?((library\/)?mariadb|mariadb\/server)(:|$)/,
  client: "mariadb",
  dumpTool: "mariadb-dump",
  adminTool: "mariadb-admin",
  // nobody has signed the certificate that the server makes for itself
  pingOptions: " --skip-ssl-verify-server-cert",
  otherNames: ["mysqldump=mariadb-dump", "mysql=mariadb", "mysqladmin=mariadb-admin"],
});
