import { ENGINE_IDS, type EngineId } from "../engines/engine.ts";
import { ENGINES } from "../engines/registry.ts";
import { DockstartError } from "../errors.ts";
import type { EnginePlan } from "../plan/plan.ts";
import { databaseVariables } from "../plan/running.ts";
import { SIDECAR } from "../sidecar/locate.ts";
import type { ComposeConfig } from "../sidecar/sidecar.ts";

/** One engine as the files on disk have it. */
export interface Subject {
  readonly id: EngineId;
  readonly plan: EnginePlan;
  /** The image that its server runs, and its tools come from; in words where it has no server. */
  readonly image: string;
  /** What a server asks for that knows no users. */
  readonly password?: string;
}

/**
 * What the sidecar on disk backs up: its scripts say which engines, its variables how they are
 * reached, and the services which images they run.
 * @param engines the engines that have scripts
 * @throws DockstartError "failed" when a server's service is not in the compose files
 */
export function subjectsOf(config: ComposeConfig, engines: readonly string[]): readonly Subject[] {
  const environment = config.services[SIDECAR]?.environment ?? {};
  const ids = ENGINE_IDS.filter((id) => engines.includes(id));
  const logins = ids.filter((id) => ENGINES[id].server?.login);
  return ids.map((id) => subjectOf(id, { config, environment, isOnlyLogin: logins.length === 1 }));
}

/**
 * What the servers have to be told so that the databases are there which are backed up: the application may
 * make its own, and there is no application here.
 */
export function madeDatabases(
  config: ComposeConfig,
  subjects: readonly Subject[],
): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const told = subjects.flatMap(({ id, plan: { login, server } }) => {
    const variables = databaseVariables(id);
    const known = config.services[server?.service ?? ""]?.environment ?? {};
    if (!server || !login?.database || variables.some((name) => known[name])) return [];
    return [[server.service, Object.fromEntries(variables.map((name) => [name, login.database]))]];
  });
  return Object.fromEntries(told);
}

interface Surroundings {
  readonly config: ComposeConfig;
  readonly environment: Readonly<Record<string, string | null>>;
  readonly isOnlyLogin: boolean;
}

function subjectOf(id: EngineId, { config, environment, isOnlyLogin }: Surroundings): Subject {
  const kit = ENGINES[id].server;
  if (!kit) return { id, plan: { id }, image: "no server" };
  const prefix = id.toUpperCase();
  // as the scripts read them: the engine's own names first, DB_* where only one engine has a login
  const value = (own: string, shared: string) =>
    environment[`${prefix}_${own}`] ||
    (isOnlyLogin && kit.login ? environment[`DB_${shared}`] : "") || "";
  const service = value("HOST", "HOST") || id;
  const image = config.services[service]?.image;
  if (image === undefined) {
    throw new DockstartError(
      "failed",
      `The sidecar backs up ${
        ENGINES[id].title
      } at "${service}", and no service of that name has an image`,
      "verify starts the project's own database images: a server elsewhere cannot be tested this way.",
    );
  }
  const server = { service, image, port: Number(value("PORT", "PORT")) || kit.port };
  if (!kit.login) {
    // the sidecar of either takes Redis' name for it
    const password = environment[`${prefix}_PASSWORD`] || environment["REDIS_PASSWORD"];
    return { id, plan: { id, server }, image, ...(password ? { password } : {}) };
  }
  const usual = kit.login(value("DB", "NAME"));
  const user = value("USER", "USER") || usual.user;
  const login = {
    user,
    password: value("PASSWORD", "PASSWORD"),
    // an env_file of the project's own server has the image's name for it
    database: value("DB", "NAME") || environment[`${prefix}_DATABASE`] || user,
  };
  return { id, plan: { id, server, login }, image };
}
