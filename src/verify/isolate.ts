import { join } from "node:path";
import type { ComposeConfig, ComposeMount, ComposeService } from "../sidecar/sidecar.ts";
import { SIDECAR } from "../sidecar/locate.ts";

/** The label by which everything that a run has made is found again, also by the next run. */
export const LABEL = "dev.dockstart.verify";
/** Who made it: see lease.ts. */
export const OWNER_LABEL = "dev.dockstart.verify.owner";
/** What was verified, for people who meet it in docker's lists. */
const PROJECT_LABEL = "dev.dockstart.verify.project";

/** The uid and gid that the backups folder belongs to: neither root nor a user of the images. */
export const FOLDER_OWNER = 1234;

const SOCKET = "/var/run/docker.sock";

/** What is needed of the host in a container: a mount would be a path of this machine. */
export interface HostFile {
  readonly service: string;
  readonly source: string;
  readonly target: string;
}

/** The project's databases and sidecar, apart from the project. */
export interface Isolation {
  readonly id: string;
  /** The compose project's name. */
  readonly project: string;
  /** The image that is built for the sidecar. */
  readonly image: string;
  /** The compose file, as JSON. */
  readonly compose: string;
  /** To be copied into the created containers, before they start. */
  readonly hostFiles: readonly HostFile[];
}

/** What distinguishes one run from another. */
export interface Identity {
  readonly id: string;
  readonly owner: string;
  /** Whether the sidecar runs its schedule, or only what it is told to. */
  readonly schedules: boolean;
  /** More variables for a service, by its name. */
  readonly more: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/**
 * Takes the sidecar and the databases out of a resolved compose file: the same images, settings and
 * credentials, with a network, volumes and names of their own; no ports, no path of this machine.
 * @param servers the services that are backed up
 */
export function isolate(
  config: ComposeConfig,
  servers: readonly string[],
  { id, more, owner, schedules }: Identity,
): Isolation {
  const project = `dockstart-verify-${id}`;
  const image = `${project}-${SIDECAR}`;
  const labels = { [LABEL]: id, [OWNER_LABEL]: owner, [PROJECT_LABEL]: config.name };
  const hostFiles: HostFile[] = [];
  const volumes = new Set<string>();
  const apart = (name: string, service: ComposeService) =>
    detach(name, service, { config, hostFiles, volumes, labels });

  const services: Record<string, unknown> = {};
  for (const name of servers) {
    const service = config.services[name];
    if (!service) continue;
    const environment = { ...service.environment, ...more[name] };
    services[name] = quick(apart(name, { ...service, environment }));
  }
  const sidecar = config.services[SIDECAR] ?? {};
  services[SIDECAR] = sidecarService(apart(SIDECAR, sidecar), {
    image,
    labels,
    schedules,
    servers,
  });
  return {
    id,
    project,
    image,
    compose: JSON.stringify({
      name: project,
      services,
      networks: { default: { labels } },
      volumes: Object.fromEntries([...volumes].map((name) => [name, { labels }])),
    }),
    hostFiles,
  };
}

interface Detaching {
  readonly config: ComposeConfig;
  readonly hostFiles: HostFile[];
  readonly volumes: Set<string>;
  readonly labels: Readonly<Record<string, string>>;
}

/** What ties a service to this machine or to the rest of the project. */
const TIES = [
  "ports",
  "container_name",
  "networks",
  "depends_on",
  "profiles",
  "restart",
  "volumes",
  "secrets",
  "configs",
  "links",
  "external_links",
  "volumes_from",
];

function detach(name: string, service: ComposeService, from: Detaching): ComposeService {
  const free = Object.fromEntries(Object.entries(service).filter(([key]) => !TIES.includes(key)));
  for (const kind of ["secrets", "configs"] as const) {
    for (const { source, target } of grants(service[kind])) {
      const file = fileOf(from.config[kind], source);
      const place = target ?? (kind === "secrets" ? source : `/${source}`);
      const path = place.startsWith("/") ? place : `/run/secrets/${place}`;
      if (file) from.hostFiles.push({ service: name, source: file, target: path });
    }
  }
  const mounts = (service.volumes ?? []).flatMap((mount) => detachMount(name, mount, from));
  return { ...free, labels: from.labels, restart: "no", volumes: mounts };
}

function detachMount(name: string, mount: ComposeMount, from: Detaching): readonly ComposeMount[] {
  if (mount.type === "tmpfs" || mount.target === SOCKET) return [mount];
  if (mount.type === "bind" && mount.source && isForReading(name, mount)) {
    from.hostFiles.push({ service: name, source: mount.source, target: mount.target });
    return [];
  }
  if (name === SIDECAR && mount.target === "/etc/db-backup") return [];
  // data: what is there now is not touched, a new volume takes its place
  const volume = `${name}-${mount.target.replace(/[^a-z0-9]+/gi, "-").replace(/^-|-$/g, "")}`
    .toLowerCase();
  from.volumes.add(volume);
  return [{ type: "volume", source: volume, target: mount.target }];
}

/** A configuration file or a folder of start-up scripts is mounted; a folder that is written to is data. */
function isForReading(service: string, { source = "", read_only, target }: ComposeMount): boolean {
  if (service === SIDECAR) return false;
  if (read_only || target.startsWith("/docker-entrypoint")) return true;
  try {
    return Deno.statSync(source).isFile;
  } catch {
    return false;
  }
}

function grants(list: unknown): readonly { source: string; target?: string }[] {
  if (!Array.isArray(list)) return [];
  return list.map((each) => typeof each === "string" ? { source: each } : each);
}

function fileOf(definitions: unknown, name: string): string | undefined {
  const file = (definitions as Record<string, { file?: string }> | undefined)?.[name]?.file;
  return file;
}

/** A health check that answers within a second: nobody wants to wait for the next half minute. */
function quick(service: ComposeService): ComposeService {
  const check = service["healthcheck"] as Record<string, unknown> | undefined;
  return check ? { ...service, healthcheck: { ...check, interval: "1s", retries: 90 } } : service;
}

function sidecarService(
  service: ComposeService,
  { image, labels, schedules, servers }: {
    image: string;
    labels: Record<string, string>;
    schedules: boolean;
    servers: readonly string[];
  },
): ComposeService {
  const build = service["build"] as Record<string, unknown> | undefined;
  return {
    ...service,
    image,
    ...(build ? { build: { ...build, labels } } : {}),
    environment: {
      ...service.environment,
      // a test tells nobody, copies nothing away, and has to be able to decrypt
      NOTIFY_URL: "",
      NOTIFY_URL_FILE: "",
      BACKUP_REMOTE: "",
      BACKUP_AGE_RECIPIENT: "",
    },
    entrypoint: [
      "sh",
      "-c",
      `chown ${FOLDER_OWNER}:${FOLDER_OWNER} /backup && exec /entrypoint.sh "$@"`,
      "entrypoint.sh",
    ],
    command: schedules ? [] : ["sleep", "infinity"],
    ...(servers.length > 0
      ? {
        depends_on: Object.fromEntries(
          servers.map((name) => [name, { condition: "service_started" }]),
        ),
      }
      : {}),
  };
}

/** A path of the project as docker is to copy it: a folder's contents, or a file. */
export function copySource({ source }: HostFile): string {
  try {
    return Deno.statSync(source).isDirectory ? join(source, ".") : source;
  } catch {
    return source;
  }
}
