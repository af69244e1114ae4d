import type { Project } from "../../project/project.ts";
import type { Fact, Scope } from "../facts.ts";
import { orNote } from "../parse/broken.ts";
import { parseConnection } from "../parse/connection.ts";
import { hasErbLogic, stripErb } from "../parse/erb.ts";
import { parseGemfile } from "../parse/gemfile.ts";
import { isRecord, type Parsed, type Path, portAt, recordAt, textAt } from "../parse/shape.ts";
import { parseYaml } from "../parse/yaml.ts";
import { folderOf, manifests } from "../places.ts";

/** The environments of Rails' configuration files, the developer's own first. */
const ENVIRONMENTS = ["development", "default", "defaults", "shared"];

/**
 * Reads Rails' configuration: database.yml, cable.yml, cache and queue settings.
 * @throws DockstartError "bad-manifest" when config/database.yml is not YAML
 */
export function readRailsConfig(project: Project): readonly Fact[] {
  return manifests(project, "config/{application,environment,boot}.rb")
    .map((file) => folderOf(file))
    .filter((folder, index, all) => all.indexOf(folder) === index)
    .flatMap((folder) => [
      ...withGems(project, folder, databases(project, folder)),
      ...cable(project, `${folder}cable.yml`),
      ...ruby(project, folder),
    ]);
}

/** The gem without which Rails has no such adapter. */
const GEMS: Readonly<Record<string, string>> = {
  mysql2: "mysql2",
  postgresql: "pg",
  sqlite3: "sqlite3",
  trilogy: "trilogy",
};

/**
 * An adapter whose gem the Gemfile does not have beside another one's is a leftover: the URL in the environment
 * decides.
 */
function withGems(
  project: Project,
  folder: string,
  facts: readonly Fact[],
): readonly Fact[] {
  const { gems } = parseGemfile(project.text(folder.replace(/config\/$/, "Gemfile")) ?? "");
  const has = (gem: string) => gems.some(({ name }) => name === gem);
  if (!Object.values(GEMS).some(has)) return facts;
  return facts.filter((fact) => {
    const gem = fact.kind === "selector" ? GEMS[fact.adapter] : undefined;
    return gem === undefined || has(gem);
  });
}

/** database.yml; where the project keeps it out of git, the example that stands for it. */
function databases(project: Project, folder: string): readonly Fact[] {
  const real = `${folder}database.yml`;
  const own = project.has(real) ? databaseFile(project, real) : [];
  if (own.some(({ kind }) => kind !== "note")) return own;
  const variants = project.glob(`${folder}database{.,_,-}*.yml`);
  if (project.has(real)) return [...own, ...variants.flatMap((file) => variantFile(project, file))];
  const examples = project.glob(`${folder}database*.{example,sample,dist,default,template}`);
  const named = [
    ...project.glob(`${folder}database.*.{yml,example}`),
    ...project.glob(`${folder}database{_,-}*.yml`),
  ];
  // one for each engine, of which a developer copies one
  if (examples.length === 0 && named.length > 1) {
    const copied = named.find((file) => isCopied(project, file, real));
    if (copied) return orNote(() => databaseFile(project, copied));
    return named.flatMap((file) => variantFile(project, file));
  }
  const [example] = [...examples, ...named];
  return example ? orNote(() => databaseFile(project, example)) : [];
}

/** Whether what sets a developer up puts one of several files in place. */
function isCopied(project: Project, file: string, real: string): boolean {
  return [".devcontainer/*.sh", "bin/setup", ".devcontainer/devcontainer.json"]
    .flatMap((pattern) => project.glob(pattern))
    .some((script) => project.text(script)?.includes(`${file} ${real}`));
}

/** One of several files of which Ruby in database.yml takes one. */
function variantFile(project: Project, file: string): readonly Fact[] {
  return orNote(() => databaseFile(project, file)).map((fact) =>
    fact.kind === "selector" || fact.kind === "connection" ? { ...fact, scope: "optional" } : fact
  );
}

function databaseFile(project: Project, file: string): readonly Fact[] {
  const text = project.text(file) ?? "";
  const read = () => databaseFacts(file, parseYaml(file, stripErb(text)));
  // What Ruby would cut out may make it no YAML: then it is ours to give up, not theirs to mend.
  return hasErbLogic(text) ? orNote(read) : read();
}

function databaseFacts(file: string, document: Parsed): readonly Fact[] {
  const environment = ENVIRONMENTS.find((name) => name in recordAt(document.value));
  if (!environment) return [];
  const section = recordAt(document.value, environment);
  if (isEntry(section)) return entryFacts(file, document, [environment]);
  const names = Object.keys(section).filter((name) => isEntry(recordAt(section, name)));
  const [primary] = names.includes("primary") ? ["primary"] : names;
  if (!primary) return [];
  const first = entryFacts(file, document, [environment, primary]);
  const engine = adapterOf(first);
  // Caches and queues of the same engine live in further databases of the same server.
  const others = names.filter((name) => name !== primary)
    .flatMap((name) => entryFacts(file, document, [environment, name]))
    .filter((fact) => adapterOf([fact]) !== engine);
  return [...first, ...others];
}

function adapterOf(facts: readonly Fact[]): string | undefined {
  const [fact] = facts;
  if (fact?.kind === "selector") return fact.adapter;
  return fact?.kind === "connection" ? fact.scheme : undefined;
}

function isEntry(section: unknown): boolean {
  return isRecord(section) && ["adapter", "url", "database"].some((key) => key in section);
}

function entryFacts(file: string, document: Parsed, path: Path): readonly Fact[] {
  const entry = recordAt(document.value, ...path);
  const scope: Scope = "app";
  const url = parseConnection(textAt(entry, "url") ?? "");
  const adapter = textAt(entry, "adapter");
  const port = portAt(entry, "port");
  const database = plainName(textAt(entry, "database")) ?? plainName(url?.database);
  const user = plainName(textAt(entry, "username")) ?? url?.user;
  const coordinates = {
    ...(database ? { database } : {}),
    ...(user ? { user } : {}),
    ...(port ? { port } : {}),
  };
  const where = path.join(".");
  if (adapter) {
    const at = { file, line: document.line([...path, "adapter"]), scope };
    const says = `adapter: ${adapter} (${where})`;
    return [{ kind: "selector", adapter, says, ...at, ...coordinates }];
  }
  if (!url) return [];
  const at = { file, line: document.line([...path, "url"]), scope };
  const says = `holds a ${url.scheme} URL (${where})`;
  return [{ kind: "connection", scheme: url.scheme, says, ...at, ...coordinates }];
}

function plainName(text: string | undefined): string | undefined {
  return text && /^[\w.-]+$/.test(text) ? text : undefined;
}

/** Action Cable in development: "async" and "solid_cable" need nothing. */
function cable(project: Project, file: string): readonly Fact[] {
  const text = project.text(file);
  if (text === undefined) return [];
  return orNote((): readonly Fact[] => {
    const document = parseYaml(file, stripErb(text));
    const adapter = textAt(document.value, "development", "adapter");
    if (adapter !== "redis") return [];
    const line = document.line(["development", "adapter"]);
    const says = "adapter: redis (development)";
    return [{ kind: "selector", adapter, says, scope: "app", file, line }];
  });
}

const RUBY_SETTING =
  /^\s*config\.(?:(cache_store|session_store)|active_job\.queue_adapter)\s*=?\s*\(?\s*\[?\s*:(\w+)/;
const QUEUES_ON_REDIS = /^(?:sidekiq|resque|redis\w*|kredis)$/;

/** `config.cache_store = :redis_cache_store` and the like, where it holds for development. */
function ruby(project: Project, folder: string): readonly Fact[] {
  const files = ["application.rb", "environments/development.rb", "initializers/session_store.rb"];
  return files.flatMap((name) => {
    const file = folder + name;
    return (project.text(file)?.split(/\r?\n/) ?? []).flatMap((line, index): readonly Fact[] => {
      const [, key = "active_job.queue_adapter", store = ""] = RUBY_SETTING.exec(line) ?? [];
      if (!QUEUES_ON_REDIS.test(store)) return [];
      const says = `config.${key} = :${store}`;
      return [{ kind: "selector", adapter: "redis", says, scope: "app", file, line: index + 1 }];
    });
  });
}
