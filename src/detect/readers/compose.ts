import type { Project } from "../../project/project.ts";
import type { Coordinates, Fact, Scope } from "../facts.ts";
import { orNote } from "../parse/broken.ts";
import { interpolate, parseEnv } from "../parse/env.ts";
import { buildOf, builtVersions } from "./compose_build.ts";
import { documentedFiles, isForUsers, isSomebodyElses, rank, scopeOf } from "./compose_scope.ts";
import { type CopiedExamples, copiedExamples } from "./copied_examples.ts";
import { assignmentFacts } from "./env_files.ts";
import { isRecord, listAt, pairsAt, type Parsed, recordAt, textAt } from "../parse/shape.ts";
import { parseYaml } from "../parse/yaml.ts";
import { depthOf, folderOf, placeOf } from "../places.ts";

const FILES =
  "**/{docker-compose*,compose*,podman-compose*,*.docker-compose,*.compose,*-docker-compose}.{yml,yaml}";
/** What compose files are called where they say so by their services alone: Cookiecutter's "local.yml". */
const OTHERS =
  "{local,dev,develop,development,services,databases,infra,stack,production}.{yml,yaml}";

/** Reads the project's own compose files, and not the one that dockstart writes. */
export function readCompose(project: Project): readonly Fact[] {
  const copied = copiedExamples(project);
  const isDocumented = documentedFiles(project);
  const files = [...project.glob(FILES), ...project.glob(OTHERS)]
    .filter((file) => depthOf(file) <= 3 && placeOf(file) !== "example");
  return [...withoutCatalogues(files)]
    .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
    .flatMap((file) => orNote(() => composeFacts(project, file, { copied, isDocumented })));
}

/** So many applications side by side, each with a compose file, are offered to users and not developed. */
const OF_CATALOGUE = 12;

function withoutCatalogues(files: readonly string[]): readonly string[] {
  const shelf = (file: string) => folderOf(folderOf(file).slice(0, -1));
  const shelves = Map.groupBy(files.filter((file) => depthOf(file) > 1), shelf);
  return files.filter((file) =>
    depthOf(file) <= 1 || new Set(shelves.get(shelf(file))?.map(folderOf)).size < OF_CATALOGUE
  );
}

function composeFacts(
  project: Project,
  file: string,
  { copied, isDocumented }: {
    readonly copied: CopiedExamples;
    readonly isDocumented: (file: string) => boolean;
  },
): readonly Fact[] {
  const text = project.text(file);
  if (text === undefined) return [];
  const document = parseYaml(file, text);
  const services = recordAt(document.value, "services");
  // Symfony's services.yml, and others, list no containers
  if (!Object.values(services).some(isContainer)) return [];
  const build = textAt(services["db-backup"], "build", "dockerfile");
  if (build === "Dockerfile.backup") return [];
  const variables = variablesFor(project, file, copied);
  const scope = scopeOf({ project, file, services, isDocumented });
  const forUsers = isForUsers(file, services);
  return Object.keys(services).flatMap((name) =>
    serviceFacts({ project, file, document, variables, scope }, name)
  ).map((fact) => forUsers && fact.kind !== "version" ? { ...fact, forUsers } : fact);
}

function isContainer(service: unknown): boolean {
  return isRecord(service) && ("image" in service || "build" in service || "extends" in service);
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
  const named = imageOf(from, textAt(service, "image") ?? "");
  const build = buildOf(project, { file, service, variables });
  // an image of one stage is a database with more in it
  const base = build?.stages.length === 1 ? build.stages[0]?.image : undefined;
  const image = base ?? named;
  const versions = build && from.scope === "app"
    ? builtVersions(build, { file, line: document.line(["services", name, "build"]) })
    : [];
  // what somebody else's program chooses is no choice of the project's
  const chosen = isSomebodyElses(service) && scope === "app" ? "optional" : scope;
  const environment = assignmentFacts(assigned, { file, scope: chosen, secret: false })
    .filter((fact) => fact.kind !== "variable");
  if (!image || /\s/.test(image) || isClient(service)) return [...environment, ...versions];
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

/** A server's image brings its client, and a service may run no more than that. */
function isClient(service: Readonly<Record<string, unknown>>): boolean {
  return ["entrypoint", "command"].some((key) =>
    /^(?:\S*\/)?(?:mysql|mariadb|mysqldump|psql|pg_dump|redis-cli|valkey-cli|mongosh?)(?=\s|$)/
      .test(
        textAt(service, key) ?? textAt(service, key, 0) ?? "",
      )
  );
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

/**
 * A service's image, by the examples' variables. Of what only the folder's real .env names, the official
 * image's name is told, which is an engine's, and no more.
 */
function imageOf(
  { file, project, variables }: ComposeFile,
  written: string,
): string {
  const known = interpolate(written, variables);
  if (!written.includes("$")) return known;
  const own = parseEnv(project.text(`${folderOf(file)}.env`) ?? "");
  const real = interpolate(
    written,
    new Map([...variables, ...own.map(({ name, value }) => [name, value] as const)]),
  );
  return real === known ? known : /^[a-z]+(?=:|$)/.exec(real)?.[0] ?? known;
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
