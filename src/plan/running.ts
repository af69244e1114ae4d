import type { OwnCompose, OwnService } from "../detect/own_compose.ts";
import { parseImage } from "../detect/parse/image.ts";
import { interpolate } from "../detect/parse/env.ts";
import type { ServiceFinding } from "../detect/detection.ts";
import type { EngineId } from "../engines/engine.ts";
import { ENGINES } from "../engines/registry.ts";
import type { RunningServer } from "./plan.ts";

/** How the images of an engine are told who may log in, the most powerful login first. */
interface LoginVariables {
  readonly logins: readonly {
    readonly user?: string;
    readonly otherwise: string;
    readonly password: string;
  }[];
  readonly database: readonly string[];
}

const mysqlLogins = (...prefixes: readonly string[]) =>
  prefixes.flatMap((prefix) => [
    { otherwise: "root", password: `${prefix}_ROOT_PASSWORD` },
    { user: `${prefix}_USER`, otherwise: "root", password: `${prefix}_PASSWORD` },
  ]);

/** By the engine's id; one without logins is not in it. */
const LOGIN_VARIABLES: Readonly<Record<string, LoginVariables>> = {
  postgres: {
    logins: [
      { user: "POSTGRES_USER", otherwise: "postgres", password: "POSTGRES_PASSWORD" },
      { user: "POSTGRESQL_USERNAME", otherwise: "postgres", password: "POSTGRESQL_PASSWORD" },
    ],
    database: ["POSTGRES_DB", "POSTGRESQL_DATABASE"],
  },
  mysql: { logins: mysqlLogins("MYSQL"), database: ["MYSQL_DATABASE"] },
  mariadb: {
    logins: mysqlLogins("MARIADB", "MYSQL"),
    database: ["MARIADB_DATABASE", "MYSQL_DATABASE"],
  },
};

/** The variables by which an engine's images are told which database to make when they first start. */
export function databaseVariables(id: EngineId): readonly string[] {
  return LOGIN_VARIABLES[id]?.database ?? [];
}

/** Servers that are asked for a password and no user. */
const PASSWORD_ONLY: ReadonlySet<string> = new Set(["redis", "valkey"]);

/** The service of the project's own compose files that runs an engine, and how it is reached. */
export interface Running {
  readonly service: string;
  readonly running: RunningServer;
  /** Other services that run the same engine: one is enough to develop with, and is backed up. */
  readonly others: readonly string[];
}

/** Services of an engine's image that do something to its server, and end: "db-init", "migrate". */
const JOB =
  /(?:^|[-_.])(?:init|migrat\w*|seed\w*|setup|create|populate|wait|client|cli|dump|backup|restore)(?:$|[-_.])/i;

/**
 * Finds an engine among the project's own services.
 * @param finding what detection says of it, which knows the services by more than their images
 */
export function findRunning(
  id: EngineId,
  compose: OwnCompose,
  finding: ServiceFinding | undefined,
): Running | undefined {
  const known = finding?.runs?.filter(({ file }) => compose.files.includes(file)) ?? [];
  const candidates = compose.services.filter((service) =>
    known.some((each) => each.service === service.name) || runsImageOf(id, service)
  );
  const servers = candidates.filter(({ name }) => !/test/i.test(name) && !JOB.test(name));
  // what always runs, before what a profile would have to be asked for
  const service = servers.find(({ profiles }) => profiles.length === 0) ?? servers[0] ??
    candidates[0];
  if (!service?.image) return undefined;
  const others = candidates.filter((each) => each !== service).map(({ name }) => name);
  return { service: service.name, running: describe(id, service, service.image, finding), others };
}

function runsImageOf(id: EngineId, { image }: OwnService): boolean {
  const { repository } = parseImage(interpolate(image ?? "", new Map()));
  return ENGINES[id].spotting.images.some((each) =>
    repository === each || (each.includes("/") && repository.endsWith(`/${each}`))
  );
}

function describe(
  id: EngineId,
  service: OwnService,
  image: string,
  finding: ServiceFinding | undefined,
): RunningServer {
  const { file, envFiles, secrets, networks, hasHealthCheck, profiles } = service;
  return {
    file,
    image,
    ...loginOf(id, service, finding?.database),
    envFiles: envFiles as RunningServer["envFiles"],
    secrets: secrets as RunningServer["secrets"],
    networks,
    hasHealthCheck,
    isInProfile: profiles.length > 0,
  };
}

type LoginParts = Pick<RunningServer, "user" | "password" | "database" | "passwordFile">;

/**
 * Compose's expressions for the login, as the service's own environment has them. What an env_file
 * says is nowhere else: the sidecar is then given the same file.
 */
function loginOf(id: EngineId, service: OwnService, detected: string | undefined): LoginParts {
  const { environment, envFiles, secrets } = service;
  const kit = LOGIN_VARIABLES[id];
  if (!kit) return PASSWORD_ONLY.has(id) ? passwordOf(service) : {};
  const has = (name: string) => name in environment || `${name}_FILE` in environment;
  const login = kit.logins.find(({ password }) => has(password)) ?? kit.logins[0];
  if (!login) return {};
  const elsewhere = envFiles.length > 0;
  const named = login.user === undefined ? undefined : environment[login.user];
  const user = named ?? (elsewhere && login.user !== undefined ? undefined : login.otherwise);
  const written = kit.database.map((name) => environment[name]).find((name) => name !== undefined);
  const database = written ?? (elsewhere ? undefined : detected?.replaceAll("$", "$$$$") ?? user);
  const passwordFile = secrets.length > 0 ? environment[`${login.password}_FILE`] : undefined;
  const password = environment[login.password] ??
    (passwordFile !== undefined || elsewhere ? undefined : "");
  return {
    ...(user !== undefined ? { user } : {}),
    ...(password !== undefined ? { password } : {}),
    ...(passwordFile !== undefined ? { passwordFile } : {}),
    ...(database !== undefined ? { database } : {}),
  };
}

/** A server that is given its password on its command line, or by a variable of its image. */
function passwordOf({ command, environment }: OwnService): LoginParts {
  const [, quoted, plain] = /--requirepass[\s=]+(?:["'](.*?)["']|(\S+))/.exec(command) ?? [];
  const written = quoted ?? plain;
  // "$$NAME" is the container's own variable
  const variable = /^\$\$\{?(\w+)/.exec(written ?? "")?.[1];
  const password = variable ? environment[variable] : written ?? environment["REDIS_PASSWORD"];
  return password ? { password } : {};
}
