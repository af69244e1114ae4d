import { posix } from "node:path";
import { Alias, Reset } from "../engines/alias.ts";
import type { ComposeMap, ComposeValue } from "../engines/engine.ts";
import { ENGINES } from "../engines/registry.ts";
import type { EnginePlan, Login, Plan, RunningServer } from "../plan/plan.ts";

/*
 * What is different where the project's own compose file runs the databases: the generated file is
 * given to docker compose after it, adds services to it, and says nothing twice but what Compose
 * cannot be told to look up.
 */

/** The folders that the generated file names, as Compose resolves them: from the first file's folder. */
export interface Ground {
  /** `.devcontainer`. */
  readonly home: string;
  readonly project: string;
}

export function groundOf({ beside }: Plan): Ground {
  const [first] = beside?.files ?? [];
  if (first === undefined) return { home: ".", project: ".." };
  const from = posix.dirname(first);
  const way = (to: string) => {
    const path = posix.relative(from, to);
    return path === "" ? "." : path.startsWith("..") ? path : `./${path}`;
  };
  return { home: way(".devcontainer"), project: way(".") };
}

/** A running server with the service that it is. */
export interface Used {
  readonly engine: EnginePlan;
  readonly service: string;
  readonly port: number;
  readonly running: RunningServer;
}

/** The engines that the project's own services run. */
export function usedServers(plan: Plan): readonly Used[] {
  return plan.engines.flatMap((engine) => {
    const { server } = engine;
    return server?.running
      ? [{ engine, service: server.service, port: server.port, running: server.running }]
      : [];
  });
}

/**
 * The values that stand once at the head of the generated file, as Compose's expressions: what the
 * project's own file says, and no more than it says.
 */
export function runningValues(
  engine: EnginePlan,
  running: RunningServer,
  namesOwnDatabase: boolean,
): Readonly<Record<string, string>> {
  const { image, user, password, database } = running;
  const login = { user, password, database };
  const known = Object.entries(login).filter((entry): entry is [keyof Login, string] =>
    entry[1] !== undefined
  );
  const url = known.length === 3 ? urlOf(engine, login as Login, namesOwnDatabase) : {};
  return { image, ...Object.fromEntries(known), ...url };
}

/** The engine's own form of URL, with expressions in the places of names. */
function urlOf(engine: EnginePlan, login: Login, namesOwnDatabase: boolean): { url?: string } {
  const places = { user: "__user__", password: "__password__", database: "__database__" };
  const { url } = ENGINES[engine.id].shared({ ...engine, login: places }, { namesOwnDatabase });
  if (url === undefined) return {};
  return {
    url: url.replace(places.user, () => urlPart(login.user))
      .replace(places.password, () => urlPart(login.password))
      .replace(places.database, () => urlPart(login.database)),
  };
}

const VARIABLE = /\$\$|\$\{(?:[^{}]|\{[^{}]*\})*\}|\$[A-Za-z_]\w*/;

/** Encodes what is written, and leaves variables: Compose puts them in as they are. */
function urlPart(expression: string): string {
  const found = VARIABLE.exec(expression);
  if (!found) return encodeURIComponent(expression);
  const before = encodeURIComponent(expression.slice(0, found.index));
  const variable = found[0] === "$$" ? "%24" : found[0];
  return before + variable + urlPart(expression.slice(found.index + found[0].length));
}

/** What the sidecar is told besides what every engine tells it. */
export function runningSidecarEnvironment({ engine, service, port, running }: Used): ComposeMap {
  const prefix = engine.id.toUpperCase();
  const knowsLogin = running.user !== undefined || engine.login !== undefined;
  return {
    // an env_file may say where the server is seen from the host
    ...(running.envFiles.length > 0
      ? { [`${prefix}_HOST`]: service, [`${prefix}_PORT`]: port }
      : {}),
    ...(running.passwordFile ? { [`${prefix}_PASSWORD_FILE`]: running.passwordFile } : {}),
    ...(running.password !== undefined && !knowsLogin
      ? { [`${prefix}_PASSWORD`]: new Alias(engine.id, "password") }
      : {}),
  };
}

/** A URL without a login gets the password of a server that asks for nothing else. */
export function withPassword(value: ComposeValue, used: readonly Used[]): ComposeValue {
  if (typeof value !== "string") return value;
  const server = used.find(({ service, running }) =>
    running.password && running.user === undefined && value.includes(`://${service}:`)
  );
  if (!server) return value;
  const password = urlPart(server.running.password ?? "");
  return value.replace(`://${server.service}:`, () => `://:${password}@${server.service}:`);
}

/** What a service needs to reach the running servers: their networks. */
export function networksOf(plan: Plan): ComposeMap {
  const used = usedServers(plan);
  const named = new Set(used.flatMap(({ running }) => running.networks));
  if (named.size === 0) return {};
  const others = plan.engines.some(({ server }) => server && !server.running?.networks.length);
  return { networks: [...(others ? ["default"] : []), ...named] };
}

/** What the sidecar needs to log in where the environment alone does not say how. */
export function loginSources(plan: Plan): ComposeMap {
  const used = usedServers(plan);
  const files = used.flatMap(({ running }) => running.envFiles);
  const secrets = used.flatMap(({ running }) => running.passwordFile ? running.secrets : []);
  return {
    ...(files.length > 0 ? { env_file: distinct(files) } : {}),
    ...(secrets.length > 0 ? { secrets: distinct(secrets) } : {}),
  };
}

function distinct<Value>(values: readonly Value[]): readonly Value[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

/**
 * What Compose adds to the running servers: a health check for those that have none, and that they run always
 * where the project starts them in a profile only: nothing can wait for what does not start.
 */
export function addedToServers(plan: Plan): Readonly<Record<string, ComposeMap>> {
  const added = usedServers(plan).flatMap(({ engine, service, running }) => {
    const check = running.hasHealthCheck ? undefined : healthCheckOf(engine, running);
    const parts = {
      ...(check === undefined ? {} : { healthcheck: check }),
      ...(running.isInProfile ? { profiles: new Reset() } : {}),
    };
    return Object.keys(parts).length === 0 ? [] : [[service, parts] as const];
  });
  return Object.fromEntries(added);
}

function healthCheckOf(
  { id, server }: EnginePlan,
  running: RunningServer,
): ComposeValue | undefined {
  const check = server && ENGINES[id].server?.service(server)["healthcheck"];
  return check !== undefined && running.password && !running.user ? refusing(check) : check;
}

/** A server that asks for a password before it answers a ping is there. */
function refusing(check: ComposeValue): ComposeValue {
  return JSON.parse(JSON.stringify(check).replace("grep -q PONG", "grep -q -E 'PONG|NOAUTH'"));
}
