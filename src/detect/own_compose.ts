import { DockstartError } from "../errors.ts";
import type { Project } from "../project/project.ts";
import type { Detection } from "./detection.ts";
import { isRecord, listAt, recordAt, textAt, textsAt } from "./parse/shape.ts";
import { parseYaml } from "./parse/yaml.ts";
import { depthOf, folderOf, nameOf } from "./places.ts";

/** Compose files of the project's own, with the services that they make together. */
export interface OwnCompose {
  /** In the order in which docker compose is given them: paths are relative to the first one's folder. */
  readonly files: readonly string[];
  readonly services: readonly OwnService[];
}

/** One service as it is written, variables and all. */
export interface OwnService {
  readonly name: string;
  /** The file that says what it runs. */
  readonly file: string;
  readonly image?: string;
  /** Names to Compose's own expressions: "${DB_PASSWORD:-secret}". */
  readonly environment: Readonly<Record<string, string>>;
  readonly envFiles: readonly unknown[];
  readonly secrets: readonly unknown[];
  /** Empty where it is on the default network only. */
  readonly networks: readonly string[];
  readonly command: string;
  readonly hasHealthCheck: boolean;
  /** Compose starts it only where one of these is asked for; always, where it is empty. */
  readonly profiles: readonly string[];
}

/** Folders below the project's own in which a file may be the application's: "docker/dev". */
const MOST_DEPTH = 2;

/** The names that docker compose looks for by itself, in its order. */
const DEFAULT_NAMES = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"];

/**
 * Which of the project's compose files run its databases for development: the one that runs most of
 * those that are selected, with the file that it is an addition to, or that is added to it.
 * @returns nothing where none does
 */
export function ownComposeFiles(project: Project, detection: Detection): readonly string[] {
  const runs = detection.services.filter(({ selected }) => selected).flatMap(({ runs }) =>
    runs ?? []
  );
  const files = [...new Set(runs.map(({ file }) => file))]
    .filter((file) => depthOf(file) <= MOST_DEPTH);
  const most = (file: string) => runs.filter((each) => each.file === file).length;
  // "compose.dev.yml" before "compose.dev-cluster.yml", and both before "docker/compose.yml"
  const [best] = files.sort((a, b) =>
    most(b) - most(a) || depthOf(a) - depthOf(b) || a.length - b.length
  );
  if (best === undefined) return [];
  const folder = folderOf(best);
  const base = DEFAULT_NAMES.map((name) => folder + name).find((file) => project.has(file));
  if (base === undefined) return [best];
  if (base === best && isAddition(project, base)) return [base, ...additionTo(project, base)];
  if (base === best) return [base, ...overridesOf(project, base)];
  return isAddition(project, best) ? [base, best] : [best];
}

/** What compose adds by itself when it is given no file; a personal one is kept out of git. */
function overridesOf(project: Project, base: string): readonly string[] {
  const stem = base.replace(/\.ya?ml$/, "");
  const ignored = new Set(
    (project.text(".gitignore") ?? "").split(/\r?\n/).map((line) => line.trim().replace(/^\//, "")),
  );
  return ["yml", "yaml"].map((end) => `${stem}.override.${end}`)
    .filter((file) => project.has(file) && !ignored.has(file) && !ignored.has(nameOf(file)));
}

/** What a file that is not whole by itself is developed with. */
function additionTo(project: Project, base: string): readonly string[] {
  const stem = base.replace(/\.ya?ml$/, "");
  return ["override", "dev", "development", "local"].flatMap((variant) =>
    ["yml", "yaml"].map((end) => `${stem}.${variant}.${end}`)
  ).filter((file) => project.has(file)).slice(0, 1);
}

/** A file whose services say not what they run only adds to another one. */
function isAddition(project: Project, file: string): boolean {
  const services = Object.values(recordAt(parsed(project, file), "services"));
  return services.some((service) =>
    isRecord(service) && !["image", "build", "extends"].some((key) => key in service)
  );
}

/**
 * Reads compose files as docker compose puts them together, later ones over earlier ones.
 * @param files paths inside the project
 * @throws DockstartError "bad-wish" for a file that is not there, "bad-manifest" for a broken one
 */
export function readOwnCompose(project: Project, files: readonly string[]): OwnCompose {
  const services = new Map<string, OwnService>();
  for (const file of files) {
    for (const [name, service] of Object.entries(recordAt(parsed(project, file), "services"))) {
      const before = services.get(name);
      services.set(
        name,
        isRecord(service) ? over(before, readService(name, file, service)) : over(
          before,
          readService(name, file, {}),
        ),
      );
    }
  }
  return { files, services: [...services.values()] };
}

function parsed(project: Project, file: string): unknown {
  const text = project.text(file);
  if (text === undefined) {
    throw new DockstartError(
      "bad-wish",
      `There is no compose file "${file}" in the project`,
      'Give its path inside the project\'s folder, or "none".',
    );
  }
  return parseYaml(file, text).value;
}

function readService(
  name: string,
  file: string,
  service: Readonly<Record<string, unknown>>,
): OwnService {
  const image = textAt(service, "image");
  const command = textAt(service, "command") ?? textsAt(service, "command").join(" ");
  const check = recordAt(service, "healthcheck");
  return {
    name,
    file,
    ...(image ? { image } : {}),
    environment: environmentOf(service["environment"]),
    envFiles: oneOrMore(service["env_file"]),
    secrets: listAt(service, "secrets"),
    networks: isRecord(service["networks"])
      ? Object.keys(service["networks"])
      : textsAt(service, "networks"),
    command,
    hasHealthCheck: "test" in check && check["disable"] !== true,
    profiles: textsAt(service, "profiles"),
  };
}

function over(before: OwnService | undefined, after: OwnService): OwnService {
  if (!before) return after;
  return {
    name: after.name,
    file: after.image ? after.file : before.file,
    ...(after.image ?? before.image ? { image: after.image ?? before.image ?? "" } : {}),
    environment: { ...before.environment, ...after.environment },
    envFiles: [...before.envFiles, ...after.envFiles],
    secrets: [...before.secrets, ...after.secrets],
    networks: [...new Set([...before.networks, ...after.networks])],
    command: after.command || before.command,
    hasHealthCheck: after.hasHealthCheck || before.hasHealthCheck,
    profiles: [...new Set([...before.profiles, ...after.profiles])],
  };
}

/** A name without a value is taken from whoever runs compose. */
function environmentOf(environment: unknown): Readonly<Record<string, string>> {
  const entries: readonly (readonly [string, unknown])[] = isRecord(environment)
    ? Object.entries(environment)
    : textsAt(environment).map((entry) => {
      const [name = "", ...value] = entry.split("=");
      return [name, value.length > 0 ? value.join("=") : null] as const;
    });
  return Object.fromEntries(
    entries.map(([name, value]) => [name, value === null ? `\${${name}}` : scalar(value)]),
  );
}

/** A mapping is no value, and may have no way to be written as one. */
function scalar(value: unknown): string {
  return typeof value === "object" ? "" : `${value}`;
}

function oneOrMore(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}
