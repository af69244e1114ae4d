import type { Engine } from "./engine.ts";
import { mysqlEngine } from "./mysql_family.ts";
import { mysqlSpotting } from "./spotting/mysql.ts";

export const mysql: Engine = mysqlEngine({
  id: "mysql",
  title: "MySQL",
  spotting: mysqlSpotting,
  defaultVersion: "9.7",
  likeOfficial:
    /^((docker\.io\/)?((library\/)?mysql|mysql\/mysql-server)|container-registry\.oracle\.com\/mysql\/community-server)(:|$)/,
  client: "mysql",
  dumpTool: "mysqldump",
  adminTool: "mysqladmin",
  // where the server has no TLS, the password is sent encrypted with its public key
  pingOptions: " --loose-get-server-public-key",
  otherNames: [],
});
