import type { Project } from "../../project/project.ts";
import type { Fact, Scope } from "../facts.ts";
import { orNote } from "../parse/broken.ts";
import { parseConnection } from "../parse/connection.ts";
import { parseProperties, type Setting } from "../parse/properties.ts";
import { isRecord, type Parsed, type Path } from "../parse/shape.ts";
import { parseYamlDocuments } from "../parse/yaml.ts";
import { nameOf, placeOf } from "../places.ts";

const SELECTORS =
  /(?:^|\.)(?:(?:db|database)\.(?:type|kind|vendor|dialect|engine)|db-kind|database-platform|spring\.jpa\.database|hibernate\.dialect|jooq\.sql-dialect|spring\.cache\.type|spring\.session\.store-type)$/;

/** Settings of applications that read them without Spring Boot, by the names that they go by. */
const RESOURCES =
  "**/src/main/resources/**/{settings,config,database,db,jdbc,hibernate,persistence,*applicationcontext,*applicationContext}.properties";

/** Reads application.properties, application.yml and Ktor's or Play's application.conf: the default profile's first. */
export function readSpring(project: Project): readonly Fact[] {
  return [
    ...project.glob("{**/application*.{properties,yml,yaml},**/conf/application.conf}")
      .filter((file) => !/^(?:test|example)$/.test(placeOf(file))),
    ...project.glob(RESOURCES),
    ...project.glob("**/src/main/resources/application.conf"),
  ].flatMap((file) => orNote(() => fileFacts(file, project.text(file) ?? "")));
}

function fileFacts(file: string, text: string): readonly Fact[] {
  const settings = /\.(?:properties|conf)$/.test(file)
    ? parseProperties(text)
    : parseYamlDocuments(file, text).map(yaml).filter(isForDevelopment).flat();
  return settings.flatMap((setting) => settingFacts(file, setting));
}

/** What holds only when a profile is named is optional; the developer's profile is not. */
function scopeOf(file: string, setting: string): Scope {
  const profile = /^%([\w-]+)\./.exec(setting)?.[1] ??
    /^application-([\w.-]+)\.\w+$/.exec(nameOf(file))?.[1] ?? "";
  if (profile === "" || /^(?:dev|local|development)$/.test(profile)) return "app";
  if (/test|ci|e2e/.test(profile)) return "test";
  return /prod|docker|cloud|heroku/.test(profile) ? "production" : "optional";
}

function settingFacts(file: string, { name, value, line }: Setting): readonly Fact[] {
  const at = { file, line, scope: scopeOf(file, name) };
  const resolved = resolveDefault(value);
  const url = parseConnection(resolved);
  if (url && /ur[li]$|host|address|hosts/i.test(name)) {
    const { scheme, host: _, ...coordinates } = url;
    return [{
      kind: "connection",
      scheme,
      says: `${name} is a ${scheme} URL`,
      ...at,
      ...coordinates,
    }];
  }
  if (SELECTORS.test(name)) {
    const adapter = dialect(resolved);
    return [{ kind: "selector", adapter, says: `${name} is ${adapter}`, ...at }];
  }
  if (/(?:^|\.)redis\.(?:host|url|hosts)$/.test(name) && resolved) {
    return [{ kind: "connection", scheme: "redis", says: `${name} is set`, ...at }];
  }
  if (/mongodb\.(?:host|database|connection-string)$/.test(name) && resolved) {
    return [{ kind: "connection", scheme: "mongodb", says: `${name} is set`, ...at }];
  }
  return [];
}

/** "org.hibernate.dialect.PostgreSQL10Dialect" → "postgresql". */
function dialect(value: string): string {
  const last = value.split(".").at(-1) ?? "";
  return last.replace(/\d*(?:InnoDB)?Dialect$/, "").toLowerCase();
}

/** `${NAME:default}` is its default, as Ktor's "$NAME:default" is. */
function resolveDefault(value: string): string {
  const ktor = /^\$[A-Z][A-Z0-9_]*:(.*)$/.exec(value)?.[1];
  return ktor ?? value.replace(
    /\$\{[\w.-]+(?::((?:[^{}]|\{[^{}]*\})*))?\}/g,
    (_, fallback) => fallback ?? "",
  );
}

/** A document of its own may be for one profile only. */
function isForDevelopment(settings: readonly Setting[]): boolean {
  const profile = settings.find(({ name }) =>
    /^spring\.(?:config\.activate\.on-profile|profiles)$/.test(name)
  );
  return !profile || /\b(?:dev|local|development|default)\b/.test(profile.value);
}

/** Nested keys joined by dots. */
function yaml(document: Parsed): readonly Setting[] {
  const walk = (value: unknown, path: Path): readonly Setting[] => {
    if (isRecord(value)) {
      return Object.entries(value).flatMap(([key, each]) => walk(each, [...path, key]));
    }
    if (typeof value !== "string") return [];
    return [{ name: path.join("."), value, line: document.line(path) }];
  };
  return walk(document.value, []);
}
