import type { Project } from "../../project/project.ts";
import type { Coordinates, Fact, Scope } from "../facts.ts";
import { orNote } from "../parse/broken.ts";
import { interpolate, parseEnv } from "../parse/env.ts";
import { parseImage } from "../parse/image.ts";
import { buildOf, builtVersions } from "./compose_build.ts";
import { type CopiedExamples, copiedExamples } from "./copied_examples.ts";
import { assignmentFacts } from "./env_files.ts";
import { isRecord, listAt, pairsAt, type Parsed, recordAt, textAt } from "../parse/shape.ts";
import { parseYaml } from "../parse/yaml.ts";
import { depthOf, folderOf, nameOf, placeOf } from "../places.ts";

const FILES = "**/{docker-compose*,compose*,podman-compose*,*.docker-compose,*.compose}.{yml,yaml}";
/** What Cookiecutter's Django has called its compose files for years. */
const COOKIECUTTER = "{local,production}.yml";
const DEVELOPMENT = /dev|local|override/i;

/** Reads the project's own compose files, and not the one that dockstart writes. */
export function readCompose(project: Project): readonly Fact[] {
  const copied = copiedExamples(project);
  return [...project.glob(FILES), ...project.glob(COOKIECUTTER)]
    .filter((file) => depthOf(file) <= 3 && placeOf(file) !== "example")
    .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
    .flatMap((file) => orNote(() => composeFacts(project, file, copied)));
}

/** A file for development speaks before the plain one, and that before others. */
function rank(file: string): number {
  const development = DEVELOPMENT.test(nameOf(file)) || file.startsWith(".devcontainer/");
  return depthOf(file) * 2 - (development ? 3 : 0);
}

function composeFacts(project: Project, file: string, copied: CopiedExamples): readonly Fact[] {
  const text = project.text(file);
  if (text === undefined) return [];
  const document = parseYaml(file, text);
  const services = recordAt(document.value, "services");
  const build = textAt(services["db-backup"], "build", "dockerfile");
  if (build === "Dockerfile.backup") return [];
  const variables = variablesFor(project, file, copied);
  const scope = runsPublished(project, services) ? "production" : scopeOf(project, file);
  const forUsers = isForUsers(file, services);
  return Object.keys(services).flatMap((name) =>
    serviceFacts({ project, file, document, variables, scope }, name)
  ).map((fact) => forUsers && fact.kind !== "version" ? { ...fact, forUsers } : fact);
}

/** A file that runs the project's own published image, and builds nothing, is for its users. */
function runsPublished(project: Project, services: Readonly<Record<string, unknown>>): boolean {
  const all = Object.values(services);
  if (all.some((service) => isRecord(service) && "build" in service)) return false;
  const own = ownNames(project);
  return all.some((service) => {
    const { repository } = parseImage(interpolate(textAt(service, "image") ?? "", new Map()));
    const image = alphanumeric(repository.split("/").at(-1) ?? "");
    return own.some((name) => image.startsWith(name));
  });
}

/** ".:/app", which a developer can write to; "./data:/data" holds no sources. */
const SOURCES =
  /^(?:\.\/?(?:src|app|lib|server|backend|frontend|api|web|client|packages)?|\$\{?PWD\}?)\/?:(?![^:]+:ro\b)/;

/** A file that builds the application and mounts none of its sources runs it, and does not develop it. */
function isForUsers(file: string, services: Readonly<Record<string, unknown>>): boolean {
  if (DEVELOPMENT.test(file)) return false;
  const built = Object.values(services).filter((each) => isRecord(each) && "build" in each);
  const mounts = built.flatMap((each) => listAt(each, "volumes"));
  return built.length > 0 &&
    !mounts.some((mount) => isRecord(mount) ? mount["type"] === "bind" : SOURCES.test(`${mount}`));
}

/** What the project is called: its folder, its manifests. */
function ownNames(project: Project): readonly string[] {
  const manifested = ["package.json", "composer.json"].map((file) =>
    /"name"\s*:\s*"([^"]+)"/.exec(project.text(file) ?? "")?.[1] ?? ""
  );
  const module = /^module\s+(\S+)/m.exec(project.text("go.mod") ?? "")?.[1] ?? "";
  return [...project.name.split(/[^\w-]/), ...[...manifested, module].map((name) => nameOf(name))]
    .map(alphanumeric).filter((name) => name.length > 3);
}

function alphanumeric(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, "");
}

interface ComposeFile {
  readonly project: Project;
  readonly file: string;
  readonly document: Parsed;
  readonly variables: ReadonlyMap<string, string>;
  readonly scope: Scope;
}

function serviceFacts(from: ComposeFile, name: string): readonly Fact[] {
  const { project, file, document, variables } = from;
  const service = recordAt(document.value, "services", name);
  const profiled = listAt(service, "profiles").length > 0;
  const scope = profiled && from.scope === "app" ? "optional" : from.scope;
  const line = document.line(["services", name, "environment"]);
  const assigned = [...environmentOf(service, variables)]
    .map(([variable, value]) => ({ name: variable, value, line }))
    .filter(({ name: variable }) => !/^(?:POSTGRES|MYSQL|MARIADB|MONGO)/.test(variable));
  const named = interpolate(textAt(service, "image") ?? "", variables);
  const build = buildOf(project, { file, service, variables });
  // an image of one stage is a database with more in it
  const base = build?.stages.length === 1 ? build.stages[0]?.image : undefined;
  const image = base ?? named;
  const versions = build && from.scope === "app"
    ? builtVersions(build, { file, line: document.line(["services", name, "build"]) })
    : [];
  const environment = assignmentFacts(assigned, { file, scope, secret: false })
    .filter((fact) => fact.kind !== "variable");
  if (!image || /\s/.test(image)) return [...environment, ...versions];
  return [...environment, ...versions, {
    kind: "image",
    image,
    names: [name, textAt(service, "container_name"), textAt(service, "hostname")]
      .filter((each) => each !== undefined),
    by: "compose",
    ...(base ? { built: true } : {}),
    scope,
    file,
    line: document.line(["services", name, "image"]),
    ...coordinates(service, variables),
  }];
}

function scopeOf(project: Project, file: string): Scope {
  const place = placeOf(file);
  const name = nameOf(file);
  const variant = /compose[._-]?(.*)\.ya?ml$/.exec(name)?.[1]?.toLowerCase() ?? "";
  if (place === "test" || /test|e2e|\bci\b/.test(variant)) return "test";
  if (DEVELOPMENT.test(file)) return "app";
  if (place === "deployment" || /prod|deploy|staging|swarm/.test(variant || name)) {
    return "production";
  }
  const plain = project.glob(`${folderOf(file)}{docker-compose,compose}{.yml,.yaml}`).length > 0;
  const common = /^(?:|base|common|db|dbs|databases?|services?|infra|deps|dependencies|backend)$/;
  return common.test(variant) || (!plain && siblings(project, file) === 1) ? "app" : "optional";
}

/** Compose files beside this one, itself among them: several variants are a choice. */
function siblings(project: Project, file: string): number {
  return project.glob(`${folderOf(file)}{docker-compose*,compose*,*.docker-compose}.{yml,yaml}`)
    .length;
}

/** What the service's own variables call the database and its user. */
function coordinates(
  service: Readonly<Record<string, unknown>>,
  variables: ReadonlyMap<string, string>,
): Coordinates {
  const environment = environmentOf(service, variables);
  const first = (names: readonly string[]) =>
    names.map((name) => environment.get(name)).find((value) =>
      value && value !== "null" && /^[\w-]+$/.test(value)
    );
  const database = first([
    "POSTGRES_DB",
    "POSTGRESQL_DATABASE",
    "MYSQL_DATABASE",
    "MARIADB_DATABASE",
    "MONGO_INITDB_DATABASE",
  ]);
  const user = first(["POSTGRES_USER", "POSTGRESQL_USERNAME", "MYSQL_USER", "MARIADB_USER"]);
  return { ...(database ? { database } : {}), ...(user ? { user } : {}) };
}

/** A service's environment, written as a mapping or as a list. */
function environmentOf(
  service: Readonly<Record<string, unknown>>,
  variables: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const entries = [...pairsAt(service, "environment")];
  return new Map(entries.map(([name, value]) => [name, interpolate(value, variables)]));
}

/** Variables as compose would find them beside the file; examples stand in for a missing .env. */
function variablesFor(
  project: Project,
  file: string,
  copied: CopiedExamples,
): ReadonlyMap<string, string> {
  const folder = folderOf(file);
  const files = copied.get(folder) ??
    [".env.example", ".env.sample", ".env.dist", ".env.template"].map((name) => folder + name);
  return new Map(
    files.flatMap((each) => parseEnv(project.text(each) ?? ""))
      .map(({ name, value }) => [name, value] as const),
  );
}
