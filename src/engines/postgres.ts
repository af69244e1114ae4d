import { Alias } from "./alias.ts";
import type { Engine } from "./engine.ts";
import { loginUrl, loginVariables, requireLogin, urlVariable } from "./login.ts";
import { postgresSpotting } from "./spotting/postgres.ts";

/** The release whose client the dev container's Debian carries, so that both fit each other. */
const DEFAULT_VERSION = "17";

/**
 * Release 18 keeps its data in a folder of its major version and wants the volume one level higher
 * (docker-library/postgres, 18/Dockerfile). A tag without a number means the newest release.
 */
function dataFolder(image: string): string {
  const major = /:(?:pg)?(\d+)/.exec(image)?.[1];
  return major !== undefined && Number(major) < 18
    ? "/var/lib/postgresql/data"
    : "/var/lib/postgresql";
}

const value = (key: string) => new Alias("postgres", key);

export const postgres: Engine = {
  id: "postgres",
  title: "PostgreSQL",
  spotting: postgresSpotting,
  server: {
    image: (version) => `postgres:${version ?? DEFAULT_VERSION}`,
    likeOfficial:
      /^(docker\.io\/)?((library\/)?postgres|pgvector\/pgvector|ankane\/pgvector|postgis\/postgis|imresamu\/postgis|timescale\/timescaledb)(:|$)/,
    port: 5432,
    login: (database) => ({ user: "postgres", password: "postgres", database }),
    service: ({ image, running }) => ({
      environment: {
        POSTGRES_USER: value("user"),
        POSTGRES_PASSWORD: value("password"),
        POSTGRES_DB: value("database"),
      },
      volumes: [`postgres-data:${dataFolder(image)}`],
      healthcheck: {
        // Over TCP: while it sets itself up, the server answers on its socket alone.
        test: [
          "CMD-SHELL",
          running
            // somebody else's service may leave all but the password to the image
            ? 'pg_isready -h 127.0.0.1 -U "$${POSTGRES_USER:-postgres}"'
            : 'pg_isready -h 127.0.0.1 -U "$$POSTGRES_USER" -d "$$POSTGRES_DB"',
        ],
        interval: "5s",
        timeout: "5s",
        start_period: "30s",
        retries: 10,
      },
    }),
    volumes: ["postgres-data"],
    clientPrograms: ["pg_dump", "psql", "pg_restore", "pg_isready", "pg_dumpall"],
  },
  shared: (plan, app) => ({
    ...requireLogin(plan),
    url: loginUrl("postgres", plan, { withDatabase: !app.namesOwnDatabase }),
  }),
  appEnvironment: urlVariable,
  appPackages: ["libpq-dev", "postgresql-client"],
  sidecarEnvironment: loginVariables,
  dumpTool: "pg_dump",
  scripts: ["postgres"],
  proof: (plan) => {
    const { user, database } = requireLogin(plan);
    return ["psql", "-X", "-q", "-A", "-t", "-U", user, "-d", database, "-f", "-"];
  },
};
