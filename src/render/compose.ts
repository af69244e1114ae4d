import { Alias as YamlAlias, Document, isMap, isScalar, Pair, Scalar, YAMLMap } from "yaml";
import { Alias } from "../engines/alias.ts";
import type { ComposeMap, ComposeValue, EngineId, ServerKit } from "../engines/engine.ts";
import { ENGINES } from "../engines/registry.ts";
import type { BackupPlan, EnginePlan, Plan, ServerPlan } from "../plan/plan.ts";
import {
  addedHealthChecks,
  groundOf,
  loginSources,
  networksOf,
  runningSidecarEnvironment,
  runningValues,
  usedServers,
  withPassword,
} from "./beside.ts";
import {
  asIn,
  explainAdded,
  explainKeys,
  headOf,
  OWN_DATABASE,
  SHARED,
} from "./compose_comments.ts";
import { imageArgument } from "./render.ts";
import { yamlText } from "./yaml_text.ts";

/** docker-compose.yml. Values that several services need stand once, at its head. */
export function composeFile(plan: Plan): string {
  const document = new Document(undefined, { schema: "yaml-1.1", merge: false });
  const root = new YAMLMap();
  document.contents = root as unknown as Document["contents"];
  document.commentBefore = headOf(plan);

  const add = (key: string, value: unknown, comment?: string) => {
    const name = new Scalar(key);
    if (comment) name.commentBefore = ` ${comment}`;
    if (root.items.length > 0) name.spaceBefore = true;
    root.items.push(new Pair(name, value));
    return value;
  };

  // beside the project's own file, its name is the name, and its volumes are the volumes
  if (!plan.beside) add("name", new Scalar(plan.name));
  const [first] = plan.engines;
  for (const engine of plan.engines) {
    const block = sharedBlock(engine, plan);
    if (block.items.length === 0) continue;
    const notes = [
      ...(engine.server?.running ? [asIn(engine.server)] : engine === first ? [SHARED] : []),
      ...(plan.app?.namesOwnDatabase && engine.login ? [OWN_DATABASE] : []),
    ];
    add(`x-${engine.id}`, block, notes.join("\n "));
  }
  const services = toNode(servicesOf(plan), document) as YAMLMap;
  spaceOut(services);
  explainAdded(services, plan);
  for (const { server, kit } of generatedServers(plan)) {
    explainKeys(services.get(server.service), kit.reasons);
  }
  add("services", services);
  const volumes = generatedServers(plan).flatMap(({ kit }) => kit.volumes);
  if (volumes.length > 0) {
    add("volumes", toNode(Object.fromEntries(volumes.map((name) => [name, {}])), document));
  }
  return yamlText(document);
}

/** `x-postgres:` with an anchor at each value. */
function sharedBlock(engine: EnginePlan, plan: Plan): YAMLMap {
  const block = new YAMLMap();
  for (const [key, text] of Object.entries(sharedValues(engine, plan))) {
    const scalar = new Scalar(text);
    scalar.anchor = new Alias(engine.id, key).anchor;
    block.items.push(new Pair(new Scalar(key), scalar));
  }
  return block;
}

/** As Compose reads them: literally, but for what the project's own file writes. */
function sharedValues(engine: EnginePlan, plan: Plan): Readonly<Record<string, string>> {
  const application = { namesOwnDatabase: plan.app?.namesOwnDatabase ?? false };
  const { server } = engine;
  if (server?.running) {
    const { url, ...values } = runningValues(engine, server.running, application.namesOwnDatabase);
    // only an application would read it
    return plan.app && url !== undefined ? { ...values, url } : values;
  }
  const image = server ? { image: server.image } : {};
  const values = { ...image, ...ENGINES[engine.id].shared(engine, application) };
  return Object.fromEntries(Object.entries(values).map(([key, text]) => [key, literal(text)]));
}

/** A value that Compose is to take literally: a dollar sign would start a variable. */
function literal(text: string): string {
  return text.replaceAll("$", "$$$$");
}

interface Server {
  readonly id: EngineId;
  readonly server: ServerPlan;
  readonly kit: ServerKit;
}

/** The engines that run in a container of their own. */
function servers(plan: Plan): readonly Server[] {
  return plan.engines.flatMap(({ id, server }) => {
    const kit = ENGINES[id].server;
    return server && kit ? [{ id, server, kit }] : [];
  });
}

/** Those of them that the project's own compose file does not run. */
function generatedServers(plan: Plan): readonly Server[] {
  return servers(plan).filter(({ server }) => !server.running);
}

function servicesOf(plan: Plan): ComposeMap {
  const services: Record<string, ComposeMap> = plan.app
    ? { [plan.beside?.appService ?? "app"]: appService(plan) }
    : {};
  Object.assign(services, addedHealthChecks(plan));
  for (const { id, server, kit } of generatedServers(plan)) {
    services[server.service] = {
      image: new Alias(id, "image"),
      ...kit.service(server),
      restart: "unless-stopped",
    };
  }
  if (plan.backup) services["db-backup"] = backupService(plan, plan.backup);
  return services;
}

function appService(plan: Plan): ComposeMap {
  const environment = environmentOf(plan, "appEnvironment");
  const { home, project } = groundOf(plan);
  return {
    build: { context: home, dockerfile: "Dockerfile" },
    command: "sleep infinity",
    init: true,
    volumes: [`${project}:${plan.workspace}:cached`],
    ...(Object.keys(environment).length > 0 ? { environment } : {}),
    ...dependencies(plan),
    ...networksOf(plan),
  };
}

function backupService(plan: Plan, backup: BackupPlan): ComposeMap {
  const socket = backup.redisMethod === "docker-cp"
    ? ["/var/run/docker.sock:/var/run/docker.sock:ro"]
    : [];
  const { home, project } = groundOf(plan);
  const more = new Set(
    plan.engines.flatMap((engine) => ENGINES[engine.id].sidecarVolumes?.(engine, project) ?? []),
  );
  return {
    build: {
      context: home,
      dockerfile: "Dockerfile.backup",
      args: {
        ...Object.fromEntries(
          servers(plan).map(({ id }) => [imageArgument(id), new Alias(id, "image")]),
        ),
        EXTRA_PACKAGES: "",
      },
    },
    volumes: [`${home}/backups:/backup`, `${home}:/etc/db-backup:ro`, ...more, ...socket],
    ...dependencies(plan),
    ...networksOf(plan),
    ...loginSources(plan),
    environment: {
      BACKUP_DIR: "/backup",
      RETENTION_DAYS: backup.retentionDays,
      TZ: "${TZ:-UTC}",
      PROJECT_NAME: literal(plan.project),
      ...environmentOf(plan, "sidecarEnvironment"),
      ...Object.assign({}, ...usedServers(plan).map(runningSidecarEnvironment)) as ComposeMap,
      ...(backup.redisMethod === "docker-cp" ? { REDIS_BACKUP_METHOD: "docker-cp" } : {}),
    },
    cap_drop: ["ALL"],
    cap_add: ["CHOWN", "DAC_OVERRIDE", "KILL", "SETGID", "SETUID"],
    security_opt: ["no-new-privileges:true"],
    ...(backup.profile ? { profiles: [backup.profile] } : {}),
    stop_grace_period: "30s",
    restart: "unless-stopped",
  };
}

/** Who waits for the databases to answer. */
function dependencies(plan: Plan): ComposeMap {
  const healthy = servers(plan).map(({ server }) =>
    [server.service, { condition: "service_healthy" }] as const
  );
  return healthy.length > 0 ? { depends_on: Object.fromEntries(healthy) } : {};
}

function environmentOf(
  plan: Plan,
  whose: "appEnvironment" | "sidecarEnvironment",
): ComposeMap {
  const main = plan.engines.find(({ login, files }) => login || files);
  const isOnlyLogin = plan.engines.filter(({ login }) => login).length === 1;
  const engines = plan.engines.map(({ id }) => id);
  const each = plan.engines.map((engine) =>
    ENGINES[engine.id][whose](engine, { isMain: engine === main, isOnlyLogin, engines })
  );
  const used = usedServers(plan);
  const defined = new Set(
    plan.engines.flatMap((engine) =>
      Object.keys(sharedValues(engine, plan)).map((key) => new Alias(engine.id, key).anchor)
    ),
  );
  const entries = Object.entries(Object.assign({}, ...each) as ComposeMap);
  return Object.fromEntries(
    // what only an env_file knows has no value to refer to
    entries.filter(([, value]) => !(value instanceof Alias) || defined.has(value.anchor))
      .map(([name, value]) => [name, withPassword(value, used)]),
  );
}

function toNode(value: ComposeValue, document: Document): unknown {
  if (value instanceof Alias) return new YamlAlias(value.anchor);
  if (Array.isArray(value)) {
    const sequence = document.createNode([]);
    sequence.items = value.map((item) => toNode(item, document)) as typeof sequence.items;
    return sequence;
  }
  if (typeof value === "object") {
    const map = new YAMLMap();
    for (const [key, item] of Object.entries(value)) {
      map.items.push(new Pair(new Scalar(key), toNode(item, document)));
    }
    return map;
  }
  return new Scalar(value);
}

/** An empty line between services. */
function spaceOut(map: YAMLMap): void {
  for (const { key, value } of map.items.slice(1)) {
    if (isScalar(key) && isMap(value)) key.spaceBefore = true;
  }
}
