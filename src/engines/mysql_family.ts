import { Alias } from "./alias.ts";
import type { Engine, EngineId } from "./engine.ts";
import { loginUrl, loginVariables, requireLogin, urlVariable } from "./login.ts";
import type { Spotting } from "./spotting.ts";

/** What MySQL and MariaDB, which came of it, do not have in common. */
export interface MysqlKind {
  readonly id: EngineId;
  readonly title: string;
  readonly spotting: Spotting;
  /** Of the image, where the project states none. */
  readonly defaultVersion: string;
  readonly likeOfficial: RegExp;
  /** The client program, and those that dump and ping, as the image names them. */
  readonly client: string;
  readonly dumpTool: string;
  readonly adminTool: string;
  /** More for the tool that pings. */
  readonly pingOptions: string;
  /** Programs under a second name, "name=program", which people type. */
  readonly otherNames: readonly string[];
}

/** The engine that such a server is. */
export function mysqlEngine(kind: MysqlKind): Engine {
  const { id, title, spotting, client, dumpTool, adminTool } = kind;
  const prefix = id.toUpperCase();
  const value = (key: string) => new Alias(id, key);
  return {
    id,
    title,
    spotting,
    server: {
      image: (version) => `${id}:${version ?? kind.defaultVersion}`,
      likeOfficial: kind.likeOfficial,
      port: 3306,
      login: (database) => ({ user: "root", password: "mysql", database }),
      service: () => ({
        environment: {
          [`${prefix}_ROOT_PASSWORD`]: value("password"),
          [`${prefix}_DATABASE`]: value("database"),
          // what the first start makes is named through a client that goes by this
          LANG: "C.UTF-8",
        },
        volumes: [`${id}-data:/var/lib/mysql`],
        healthcheck: {
          // Over TCP: while it sets itself up, the server answers on its socket alone. A server that
          // refuses the password is there as well.
          test: [
            "CMD-SHELL",
            `MYSQL_PWD="$$${prefix}_ROOT_PASSWORD" ${adminTool} ping -h 127.0.0.1 -u root --silent${kind.pingOptions}`,
          ],
          interval: "5s",
          timeout: "5s",
          start_period: "60s",
          retries: 10,
        },
      }),
      volumes: [`${id}-data`],
      clientPrograms: [dumpTool, client, adminTool, ...kind.otherNames],
    },
    shared: (plan, app) => ({
      ...requireLogin(plan),
      // the drivers know the scheme "mysql" alone
      url: loginUrl("mysql", plan, { withDatabase: !app.namesOwnDatabase }),
    }),
    appEnvironment: urlVariable,
    appPackages: ["default-libmysqlclient-dev", "default-mysql-client"],
    sidecarEnvironment: loginVariables,
    dumpTool,
    scripts: ["mysql-family", id],
    proof: (plan) => ["sh", "-c", PROOF, client, requireLogin(plan).database],
  };
}

/**
 * Logs in with what the server's own container knows, on its socket, because the first start knows no
 * other way either; the client's name is $0.
 */
const PROOF = [
  "for name in MARIADB_ROOT_PASSWORD MYSQL_ROOT_PASSWORD; do",
  'eval "MYSQL_PWD=\\${$name:-} file=\\${${name}_FILE:-}";',
  'if [ -n "$file" ]; then MYSQL_PWD=$(cat "$file"); fi;',
  'if [ -n "$MYSQL_PWD" ]; then break; fi; done; export MYSQL_PWD;',
  'exec "$0" -u root -N -B --binary-mode --default-character-set=utf8mb4 --database="$1"',
].join(" ");
