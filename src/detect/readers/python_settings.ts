import type { Project } from "../../project/project.ts";
import type { Fact, Scope } from "../facts.ts";
import { isBareScheme, parseConnection } from "../parse/connection.ts";
import { opensDatabase } from "./database_files.ts";
import { chosenEngine, openedEngine } from "./python_defaults.ts";
import { type Branch, type PythonLine, pythonLines } from "../parse/python_blocks.ts";
import { type PythonToken, pythonTokens } from "../parse/python_tokens.ts";
import { depthOf, filesOf, nameOf, placeOf } from "../places.ts";

/** Modules that hold settings by their name, as frameworks' conventions have it. */
const MODULES = [
  "settings",
  "settings_*",
  "*_settings",
  "config",
  "configuration",
  "conf",
  "configs",
  "options",
  "constants",
  "database",
  "db",
  "env",
  "base",
  "common",
  "defaults",
  "default",
  "dev",
  "local",
  "development",
];
/** Modules in which small applications configure themselves, near the top. */
const APPLICATIONS =
  "{,*/,*/*/}{app,application,main,server,models,session,engine,extensions,__init__}.py";
/** A bound for projects that call everything after the database. */
const MAX_FILES = 150;
const IN_SETTINGS_FOLDER = "{settings,config}/*.py";

/** What settings are made with: for every engine that there is. */
const HELPERS = /^settings_(?:utils?|helpers?|types?|schema)\.py$/;

/** Settings that Django itself takes by these names. */
const TAKEN = /^(?:DATABASES|CACHES|CHANNEL_LAYERS|Q_CLUSTER|RQ_QUEUES|HUEY)$/;

/** Classes that settings name, and what they stand for. */
const BACKEND = /^(?:\w+(?:\.\w+)*\.db\.backends\.(\w+)|.*\bbackends?\.(\w*redis)\.\w+)$/;
const REDIS_CLASS = /^(?:django_redis\.cache\.\w+|channels_redis\.\w+(?:\.\w+)+|redis_cache\.\w+)$/;

/** Reads the database settings of Django, SQLAlchemy, pydantic: names of backends, default URLs. */
export function readPythonSettings(project: Project): readonly Fact[] {
  return settingsFiles(project).flatMap((file) => {
    const text = project.text(file);
    return text === undefined ? [] : settingsFacts(file, text);
  });
}

function settingsFiles(project: Project): readonly string[] {
  const patterns = [
    ...MODULES.map((name) => `**/${name}.py`),
    `**/${IN_SETTINGS_FOLDER}`,
    APPLICATIONS,
    "**/{settings,local_settings,config}.py.{example,sample,dist,template}",
  ];
  const files = new Set([
    ...patterns.flatMap((pattern) => project.glob(pattern)),
    ...filesOf(project, ["**/*.py"], { keep: opensDatabase, most: MAX_FILES }),
  ]);
  return [...files].filter((file) =>
    depthOf(file) <= 6 && !HELPERS.test(nameOf(file)) &&
    // Django's own package can be called so, which elsewhere is what documents are shown in
    placeOf(file.replace(/^website\//, "")) === "app" &&
    !/(?:^|\/)(?:cli|commands|management)\//.test(file)
  );
}

function settingsFacts(file: string, text: string): readonly Fact[] {
  const lines = pythonLines(pythonTokens(text));
  const unused = unusedAlternatives(lines);
  return lines.flatMap(({ tokens, branch }) => {
    if (tokens.length === 1 || unused.has(tokens[0]?.value ?? "")) return [];
    return tokens.flatMap((token, index) =>
      token.kind === "text"
        ? literalFacts({ file, tokens, index, branch })
        : openedFacts({ file, tokens, index, branch })
    );
  });
}

/**
 * Mappings that a module names and uses nowhere, where it takes another one by its name:
 * `CACHE_REDIS = {…}` above `CACHES = CACHE_LOCMEM`.
 */
function unusedAlternatives(lines: readonly PythonLine[]): ReadonlySet<string> {
  const named = lines.flatMap(({ tokens: [name, sign, brace] }) =>
    name && /^[A-Z][A-Z0-9_]+$/.test(name.value) && sign?.value === "=" && brace?.value === "{"
      ? [name.value]
      : []
  );
  const used = new Set(
    lines.flatMap(({ tokens }) =>
      tokens.slice(1).map(({ kind, value }) => kind === "name" ? value : "")
    ),
  );
  const isChoice = named.some((name) => used.has(name));
  return new Set(isChoice ? named.filter((name) => !used.has(name) && !TAKEN.test(name)) : []);
}

interface Literal {
  readonly file: string;
  readonly tokens: readonly PythonToken[];
  readonly index: number;
  readonly branch: Branch;
}

function literalFacts({ file, tokens, index, branch }: Literal): readonly Fact[] {
  const token = tokens[index];
  if (!token || isComparedWith(tokens, index)) return [];
  const at = { file, line: token.line, scope: scopeOf(file, branch) };
  const django = BACKEND.exec(token.value);
  const adapter = django?.[1] ?? django?.[2] ??
    (REDIS_CLASS.test(token.value) ? "redis" : undefined);
  if (adapter && adapter !== "base") {
    const database = django?.[1] ? databaseName(tokens, index) : undefined;
    const says = `selects ${token.value}`;
    const origin = isFallback(tokens, index) ? { origin: "default" as const } : {};
    const named = database ? { database } : {};
    return [{ kind: "selector", adapter, says, ...at, ...origin, ...named }];
  }
  const chosen = chosenEngine(tokens, index);
  if (chosen) {
    const says = `the default is "${token.value}"`;
    return [{ kind: "selector", adapter: chosen, says, origin: "default", ...at }];
  }
  const url = parseConnection(token.value);
  if (!url || !token.value.includes("://") || isBareScheme(token.value)) return [];
  const { scheme, host: _, ...coordinates } = url;
  const says = `holds a ${scheme} URL`;
  return [{ kind: "connection", scheme, says, origin: "default", ...at, ...coordinates }];
}

function openedFacts({ file, tokens, index, branch }: Literal): readonly Fact[] {
  const { value = "", line = 0 } = tokens[index] ?? {};
  const adapter = openedEngine(tokens, index);
  if (!adapter) return [];
  const at = { file, line, scope: scopeOf(file, branch), origin: "default" } as const;
  return [{ kind: "selector", adapter, says: `opens a ${value}`, ...at }];
}

/** Whether something else may take a literal's place: `os.getenv("X", "…")`, `x or "…"`. */
function isFallback(tokens: readonly PythonToken[], index: number): boolean {
  return tokens.slice(Math.max(0, index - 2), index)
    .some(({ value }) => value === "," || value === "or" || value === "else" || value === "=") &&
    tokens[index - 1]?.value !== ":";
}

/** `if ENGINE == "…postgresql"` asks, and selects nothing. */
function isComparedWith(tokens: readonly PythonToken[], index: number): boolean {
  const before = tokens[index - 1]?.value ?? "";
  const last = tokens[index - 2]?.value ?? "";
  return (before === "=" && /^[=!]$/.test(last)) || before === "in" ||
    tokens.slice(0, index).some((token) => /^(?:startswith|endswith|match)$/.test(token.value));
}

/** "NAME": "shop" or os.getenv("…", "shop"), in the same mapping. */
function databaseName(tokens: readonly PythonToken[], from: number): string | undefined {
  const close = closingOf(tokens, from);
  const start = tokens.findIndex((token, index) =>
    index > openingOf(tokens, from) && index < close && token.kind === "text" &&
    token.value === "NAME"
  );
  if (start === -1) return undefined;
  const value: PythonToken[] = [];
  let depth = 0;
  for (const token of tokens.slice(start + 2, close)) {
    if (token.kind === "sign" && "([{".includes(token.value)) depth++;
    if (token.kind === "sign" && ")]}".includes(token.value)) depth--;
    if (token.kind === "sign" && token.value === "," && depth === 0) break;
    value.push(token);
  }
  const texts = value.filter((token) => token.kind === "text");
  const calls = value.some((token) => token.value === "(");
  const name = calls ? texts[1]?.value : texts[0]?.value;
  return name && /^[\w-]+$/.test(name) ? name : undefined;
}

function openingOf(tokens: readonly PythonToken[], from: number): number {
  return edge(tokens, from, -1);
}

function closingOf(tokens: readonly PythonToken[], from: number): number {
  return edge(tokens, from, 1);
}

/** The brace around a token, towards the start (-1) or the end (1). */
function edge(tokens: readonly PythonToken[], from: number, step: 1 | -1): number {
  const [enters, leaves] = step === 1 ? ["{", "}"] : ["}", "{"];
  let depth = 0;
  for (let index = from; index >= 0 && index < tokens.length; index += step) {
    const token = tokens[index];
    if (token?.kind !== "sign") continue;
    if (token.value === enters) depth++;
    if (token.value === leaves && depth-- === 0) return index;
  }
  return step === 1 ? tokens.length : -1;
}

function scopeOf(file: string, branch: Branch): Scope {
  const name = nameOf(file);
  if (/^(?:.*_)?(?:unit_?)?tests?(?:ing)?\.py$|^test_|^(?:ci|travis)\.py$/.test(name)) {
    return "test";
  }
  if (/prod|deploy|heroku|docker|staging|live/.test(name)) return "production";
  if (branch === "always") return "app";
  if (branch === "development") return "app";
  return branch === "sometimes" ? "optional" : branch;
}
