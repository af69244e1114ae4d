import { Alias } from "../engines/alias.ts";
import type { ComposeMap, EngineId, ServerKit } from "../engines/engine.ts";
import { ENGINES } from "../engines/registry.ts";
import type { BackupPlan, Plan, ServerPlan } from "../plan/plan.ts";
import {
  addedToServers,
  groundOf,
  loginSources,
  networksOf,
  runningSidecarEnvironment,
  usedServers,
  withPassword,
} from "./beside.ts";
import { imageArgument } from "./render.ts";
import { literal, sharedValues } from "./shared_values.ts";

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
export function generatedServers(plan: Plan): readonly Server[] {
  return servers(plan).filter(({ server }) => !server.running);
}

/** The services of docker-compose.yml, by their names. */
export function servicesOf(plan: Plan): ComposeMap {
  const services: Record<string, ComposeMap> = plan.app
    ? { [plan.beside?.appService ?? "app"]: appService(plan) }
    : {};
  Object.assign(services, addedToServers(plan));
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
