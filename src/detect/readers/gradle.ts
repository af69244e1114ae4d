import type { Project } from "../../project/project.ts";
import type { Fact, Scope } from "../facts.ts";
import { type CodeToken, codeTokens, insideBrackets } from "../parse/code_tokens.ts";
import { isRecord, type Parsed, recordAt, textAt } from "../parse/shape.ts";
import { parseToml } from "../parse/toml.ts";
import { buildVersions, CATALOG, catalogVersions } from "./gradle_versions.ts";

const CONFIGURATION =
  /(?:mplementation|untimeOnly|^api|^compile|^runtime|ompileOnly|evelopmentOnly)$/;

/** Reads Gradle builds in Groovy and Kotlin, with the version catalog. */
export function gradleFacts(project: Project, files: readonly string[]): readonly Fact[] {
  const catalog = parsedCatalog(project);
  const libraries = librariesIn(catalog);
  const own = files.flatMap((file) => {
    const tokens = withoutConstraints(codeTokens(project.text(file) ?? "", "c"));
    return [
      ...buildVersions(file, tokens),
      ...spring(file, tokens),
      ...dependencies(file, tokens, libraries),
    ];
  });
  return [...catalogVersions(catalog), ...own];
}

/** The version catalog; empty where there is none. */
function parsedCatalog(project: Project): Parsed {
  return parseToml(CATALOG, project.text(CATALOG) ?? "");
}

/** What a build only says the versions of: `constraints { api("…") }`. */
function withoutConstraints(tokens: readonly CodeToken[]): readonly CodeToken[] {
  const at = tokens.findIndex(({ kind, value }, index) =>
    kind === "name" && value === "constraints" && tokens[index + 1]?.value === "{"
  );
  if (at === -1) return tokens;
  const length = insideBrackets(tokens, at + 1).length + 3;
  return [...tokens.slice(0, at), ...withoutConstraints(tokens.slice(at + length))];
}

/** The catalog's aliases, as builds write them behind "libs.", with their modules. */
export function librariesIn({ value }: Parsed): ReadonlyMap<string, string> {
  const libraries = recordAt(value, "libraries");
  return new Map(
    Object.entries(libraries).map(([alias, library]) => {
      const short = typeof library === "string" ? library : undefined;
      const module = isRecord(library) ? textAt(library, "module") : short;
      const joined = `${textAt(library, "group")}:${textAt(library, "name")}`;
      return [plainAlias(alias), (module ?? joined).split(":").slice(0, 2).join(":")];
    }),
  );
}

/** An alias as it is looked up: builds write its separators as dots. */
export function plainAlias(alias: string): string {
  return alias.replace(/[-_.]/g, "").toLowerCase();
}

function dependencies(
  file: string,
  tokens: readonly CodeToken[],
  catalog: ReadonlyMap<string, string>,
): readonly Fact[] {
  return tokens.flatMap((token, index): readonly Fact[] => {
    if (token.kind !== "name" || !CONFIGURATION.test(token.value)) return [];
    const scope = scopeOf(token.value);
    return modulesAfter(tokens, index, catalog).map(({ name, line }) => ({
      kind: "dependency",
      ecosystem: "maven",
      name,
      scope,
      file,
      line,
    }));
  });
}

function scopeOf(configuration: string): Scope {
  if (/test/i.test(configuration)) return "test";
  return /^developmentOnly/.test(configuration) ? "development" : "app";
}

/** `"group:artifact:1"`, several of them, `group: "g", name: "a"`, or `libs.some.alias`. */
function modulesAfter(
  tokens: readonly CodeToken[],
  index: number,
  catalog: ReadonlyMap<string, string>,
): readonly { name: string; line: number }[] {
  const found: { name: string; line: number }[] = [];
  let at = tokens[index + 1]?.value === "(" ? index + 2 : index + 1;
  if (tokens[at]?.value === "libs") return fromCatalog(tokens, at, catalog);
  if (tokens[at]?.value === "group") {
    const [group, name] = tokens.slice(at, at + 8).filter(({ kind }) => kind === "text");
    return group && name ? [{ name: `${group.value}:${name.value}`, line: name.line }] : [];
  }
  while (tokens[at]?.kind === "text") {
    const [group, artifact] = (tokens[at]?.value ?? "").split(":");
    if (group && artifact) {
      found.push({ name: `${group}:${artifact}`, line: tokens[at]?.line ?? 0 });
    }
    if (tokens[at + 1]?.value !== ",") break;
    at += 2;
  }
  return found;
}

function fromCatalog(
  tokens: readonly CodeToken[],
  start: number,
  catalog: ReadonlyMap<string, string>,
): readonly { name: string; line: number }[] {
  const parts: string[] = [];
  const { line = 0 } = tokens[start] ?? {};
  for (let at = start + 1; tokens[at]?.value === "." && tokens[at + 1]?.line === line; at += 2) {
    parts.push(tokens[at + 1]?.value ?? "");
  }
  const name = catalog.get(plainAlias(parts.join("")));
  return name ? [{ name, line }] : [];
}

function spring(file: string, tokens: readonly CodeToken[]): readonly Fact[] {
  const found = tokens.find(({ kind, value }) =>
    kind === "text" && value.startsWith("org.springframework.boot")
  );
  if (!found) return [];
  return (["java", "kotlin"] as const).map((language) => ({
    kind: "framework",
    language,
    framework: "spring",
    file,
    line: found.line,
  }));
}
