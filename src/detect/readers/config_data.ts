import type { Project } from "../../project/project.ts";
import type { Fact } from "../facts.ts";
import { orNote } from "../parse/broken.ts";
import { isConnection, parseConnection } from "../parse/connection.ts";
import { stripErb } from "../parse/erb.ts";
import { parseIni } from "../parse/ini.ts";
import { parseJson } from "../parse/json.ts";
import { isRecord, type Parsed, type Path, recordAt } from "../parse/shape.ts";
import { switchedOff } from "../parse/switches.ts";
import { parseToml } from "../parse/toml.ts";
import { parseYaml } from "../parse/yaml.ts";
import { filesOf, nameOf, placeOf } from "../places.ts";
import { DATABASE_FILE } from "./database_files.ts";

/** An application's own settings, as data. */
const FILES = [
  "{,*/,*/*/}{config,conf,configs,settings}/{config,default,defaults,development,dev,local,app,settings,database,base}.{json,yml,yaml,toml}",
  "{,*/,*/*/}{config,settings,ormconfig,database}{,.example,.sample,.dist,.default,.dev,.development,.local}.{json,yml,yaml,toml}",
  "**/{config,configs,conf}/{config,settings}{,.dev,.development,.local}.{json,yml,yaml,toml}",
  "{,*/,*/*/}*config.{yml,yaml,toml,json}.{example,sample,dist,template}",
  "{,*/}{config,settings}.{yml,yaml,toml,json}.{example,sample,dist,template}",
  "**/appsettings{,.Development}.json",
  "**/parameters.{yml,yaml}{,.dist}",
  "{,*/}{diesel,sqlc}.{toml,yaml,yml,json}",
  "{,*/}config/packages/doctrine.yaml",
  "{,*/}*config*.{example,sample,dist,template,*_template}.{json,yml,yaml,toml}",
  "{,*/,*/*/}{config,configuration,settings,database,app,development,local,alembic}{,.example,.sample,.dist,.default}.ini",
  "{,*/,*/*/}*.ini.{example,sample,dist,template,default}",
  "{,*/}conf/{app,config,database}.conf",
  "{,*/,*/*/,*/*/*/}etc/*.yaml",
  "{,*/}*.conf.php",
];
/** "keel-web/config/keel.yml": settings that are called after the application. */
const OWN = "{,*/}{config,conf}/*.{yml,yaml,toml}";
const MAX_FILES = 60;
const KEYS =
  /^(?:type|dialect|client|driver|provider|adapter|engine|backend|vendor|kind|(?:db|database|storage|persistence)[_-]?(?:type|driver|engine|provider|backend))$/i;
const DATABASE =
  /(?:^|[^a-z])(?:db|database|databases|sql|datastore|datasource(?!s)|storage|store|dbal|cache|queue|session|redis|knex|orm|development|connection)/i;

/** Reads the application's own YAML, TOML, JSON and INI settings: URLs, and chosen engines. */
export function readConfigData(project: Project): readonly Fact[] {
  const isApp = (file: string) => placeOf(file) === "app" && !file.startsWith(".ddev/");
  const files = new Set([
    ...filesOf(project, FILES, { keep: isApp, most: MAX_FILES }),
    ...filesOf(project, [OWN], { keep: (file) => isApp(file) && isOwn(project, file) }),
  ]);
  return [...files].flatMap((file) => orNote(() => fileFacts(file, project.text(file) ?? "")));
}

function isOwn(project: Project, file: string): boolean {
  const [name = "", , folder = project.name] = file.split("/").reverse();
  const own = name.replace(/\.\w+$/, "");
  return folder === own || folder.startsWith(`${own}-`);
}

function fileFacts(file: string, text: string): readonly Fact[] {
  const document = parseAs(file, text);
  return leaves(document.value, []).flatMap(({ path, value }) =>
    leafFacts({ file, line: 0 }, document, { path, value })
  );
}

function parseAs(file: string, text: string): Parsed {
  const plain = file.replace(/\.(?:example|sample|dist|template|default)$/, "");
  if (/\.(?:ini|conf|conf\.php)$/.test(plain)) return parseIni(text);
  if (plain.endsWith(".toml")) return parseToml(file, text);
  return plain.endsWith(".json") ? parseJson(file, text, "jsonc") : parseYaml(file, stripErb(text));
}

/** Ports that stand for an engine where nothing else names one. */
const PORTS: Readonly<Record<string, string>> = {
  "5432": "postgres",
  "3306": "mysql",
  "6379": "redis",
  "27017": "mongodb",
};

/**
 * "[Database] Port: 27017", "[Redis] Host: 127.0.0.1:6379": the engine whose port that is; a section that names
 * an engine says so itself.
 */
function serverAt(document: Parsed, path: Path, value: string): string | undefined {
  const section = path.slice(0, -1);
  const key = String(path.at(-1) ?? "");
  if (!/(?:^|[^a-z])(?:db|database|redis|mongo|gorm|orm|sql)/i.test(section.join(".") || key)) {
    return undefined;
  }
  const address = /^(?:127\.0\.0\.1|localhost):(\d+)$/.exec(value)?.[1];
  const isAddress = address !== undefined && /^(?:host|addr(?:ess)?|server)$/i.test(key);
  if (isAddress) return PORTS[address];
  const isNamed = Object.keys(recordAt(document.value, ...section)).some((each) => KEYS.test(each));
  return /^(?:(?:db|database)_?)?port$/i.test(key) && !isNamed ? PORTS[value] : undefined;
}

/** Whether no section around a setting is switched off: `"Enabled": false` beside it. */
function isOn({ value }: Parsed, path: Path): boolean {
  return path.every((_, depth) => {
    const section = recordAt(value, ...path.slice(0, depth));
    return (section["Enabled"] ?? section["enabled"]) !== false;
  });
}

interface Leaf {
  readonly path: Path;
  readonly value: string;
}

/** Strings with their paths; a section for another environment than development is left out. */
function leaves(value: unknown, path: Path): readonly Leaf[] {
  if (typeof value === "string" || typeof value === "number") return [{ path, value: `${value}` }];
  if (value === false) return [{ path, value: "false" }];
  const entries = Array.isArray(value)
    ? value.slice(0, 50).map((each, index) => [index, each] as const)
    : isRecord(value)
    ? Object.entries(value)
    : [];
  return entries.flatMap(([key, each]) =>
    /^(?:test|testing|production|staging|prod|when@\w+)$/.test(String(key))
      ? []
      : leaves(each, [...path, key])
  );
}

function leafFacts(
  { file }: { file: string; line: number },
  document: Parsed,
  { path, value }: Leaf,
): readonly Fact[] {
  const name = path.join(".");
  const key = String(path.at(-1) ?? "");
  const origin = "default" as const;
  const at = () => ({ file, line: document.line(path), scope: "app" as const, origin });
  // "redis.enabled: false", "cache.redis.enabled: false"
  const off = switchedOff(path.slice(-2).join("_"), value);
  if (off) return [{ kind: "off", adapter: off, file, line: document.line(path) }];
  const url = isConnection(value) ? parseConnection(value) : undefined;
  if (url) {
    const { scheme, host: _, ...coordinates } = url;
    return [{
      kind: "connection",
      scheme,
      says: `${name} is a ${scheme} URL`,
      ...at(),
      ...coordinates,
    }];
  }
  const server = serverAt(document, path, value);
  if (server) return [{ kind: "selector", adapter: server, says: `${name} is ${value}`, ...at() }];
  if (
    DATABASE_FILE.test(value) && /^(?:connection|filename|database)/i.test(key) &&
    isOn(document, path)
  ) {
    return [{ kind: "selector", adapter: "sqlite", says: `${name} is ${value}`, ...at() }];
  }
  const chosen = KEYS.test(key) &&
    (DATABASE.test(path.slice(0, -1).join(".")) || /db|database|persist|storage/i.test(key) ||
      /^(?:ormconfig|sqlc|diesel|database)\./.test(nameOf(file)));
  if (!chosen || !/^[a-z][\w-]{1,20}$/i.test(value)) return [];
  return [{ kind: "selector", adapter: value.toLowerCase(), says: `${name} is ${value}`, ...at() }];
}
