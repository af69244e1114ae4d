import type { Project } from "../../project/project.ts";
import type { ConnectionFact, Fact, Scope } from "../facts.ts";
import { orNote } from "../parse/broken.ts";
import { type CodeToken, codeTokens } from "../parse/code_tokens.ts";
import { parseConnection } from "../parse/connection.ts";
import { parseJson } from "../parse/json.ts";
import { type Parsed, recordAt, textAt } from "../parse/shape.ts";
import { nameOf, placeOf } from "../places.ts";

/** Calls of Entity Framework and of an Aspire host that name an engine. */
const CALLS: Readonly<Record<string, string>> = {
  UseNpgsql: "postgres",
  UseMySql: "mysql",
  UseMySQL: "mysql",
  UseSqlite: "sqlite",
  UseMongoDB: "mongodb",
  AddStackExchangeRedisCache: "redis",
  AddPostgres: "postgres",
  AddMySql: "mysql",
  AddRedis: "redis",
  AddValkey: "valkey",
  AddMongoDB: "mongodb",
};

/** Where .NET's applications put their services together, by convention. */
const STARTS =
  "Program,Startup,AppHost,DependencyInjection,ConfigureServices,ServiceCollectionExtensions," +
  "*ServiceExtensions,ServiceRegistration,*InfrastructureExtensions";

/** Reads connection strings of appsettings.json, and what Program.cs and Startup.cs call. */
export function readAppSettings(project: Project): readonly Fact[] {
  const ours = (file: string) => placeOf(file) === "app" && !/tests?\//i.test(file);
  return [
    ...project.glob("**/appsettings{,.Development}.json").filter(ours)
      .flatMap((file) => orNote(() => settings(project, file))),
    ...project.glob(`**/{${STARTS}}.cs`).filter(ours)
      .flatMap((file) => {
        const tokens = codeTokens(project.text(file) ?? "", "c");
        return [...calls(file, tokens), ...defaults(file, tokens)];
      }),
  ];
}

function settings(project: Project, file: string): readonly Fact[] {
  const document = parseJson(file, project.text(file) ?? "", "jsonc");
  const facts = Object.keys(recordAt(document.value, "ConnectionStrings"))
    .flatMap((name) => connectionString(file, document, name));
  const ofAzure = Object.keys(recordAt(document.value))
    .flatMap((name) => prefixed(file, document, name));
  const databases = new Set(
    facts.map(({ scheme }) => scheme).filter((scheme) => /^(?:postgres|mysql|sqlite)/.test(scheme)),
  );
  // a string for each engine that can be chosen
  return [
    ...facts.map((fact): ConnectionFact =>
      databases.size > 1 && databases.has(fact.scheme) ? { ...fact, scope: "optional" } : fact
    ),
    ...ofAzure,
  ];
}

/** Azure's names for connection strings tell the engine: "POSTGRESQLCONNSTR_Shop". */
function prefixed(file: string, document: Parsed, name: string): readonly ConnectionFact[] {
  const scheme = /^(postgresql|mysql)connstr_/i.exec(name)?.[1]?.toLowerCase();
  if (!scheme) return [];
  const at = { file, line: document.line([name]) };
  return [{ kind: "connection", scheme, says: `${name} is set`, scope: "app", ...at }];
}

function connectionString(
  file: string,
  document: Parsed,
  name: string,
): readonly ConnectionFact[] {
  const path = ["ConnectionStrings", name];
  const value = textAt(document.value, ...path) ?? "";
  const scheme = schemeOf(name, value);
  if (!scheme) return [];
  const database = /(?:^|;)\s*(?:Database|Initial Catalog)\s*=\s*([\w-]+)/i.exec(value)?.[1];
  const at = { file, line: document.line(path), scope: "app" as const };
  const says = `${path.join(".")} is for ${scheme}`;
  return [{ kind: "connection", scheme, says, ...at, ...(database ? { database } : {}) }];
}

/** Each driver has words of its own; "Server=…" alone is many drivers'. */
function schemeOf(name: string, value: string): string | undefined {
  const url = parseConnection(value);
  if (url) return url.scheme;
  if (/(?:^|;)\s*Host\s*=/i.test(value)) return "postgres";
  if (/(?:^|;)\s*(?:Data ?Source|Filename)\s*=\s*[^;]*\.(?:db3?|sqlite3?)\b/i.test(value)) {
    return "sqlite";
  }
  return /redis/i.test(name) && value ? "redis" : undefined;
}

/** A call under a condition is one choice of several. */
function calls(file: string, tokens: readonly CodeToken[]): readonly Fact[] {
  return tokens.flatMap((token, index): readonly Fact[] => {
    const adapter = token.kind === "name" ? CALLS[token.value] : undefined;
    if (!adapter || tokens[index - 1]?.value !== ".") return [];
    const scope: Scope = isConditional(tokens, index) && nameOf(file) !== "AppHost.cs"
      ? "optional"
      : "app";
    const says = `calls ${token.value}`;
    return [{ kind: "selector", adapter, says, scope, file, line: token.line }];
  });
}

const CHOOSES = /provider|database|(?:^|[:_])db|engine|dialect/i;
const ADAPTERS = new Set([...Object.values(CALLS), "postgresql"]);

/** `Configuration.GetValue("provider", "Sqlite")`: what is taken where nothing is configured. */
function defaults(file: string, tokens: readonly CodeToken[]): readonly Fact[] {
  return tokens.flatMap((token, index): readonly Fact[] => {
    if (token.value !== "GetValue") return [];
    const open = tokens.findIndex(({ value }, at) => at > index && value === "(");
    const [key, comma, ...rest] = tokens.slice(open + 1, open + 10);
    if (!key || !CHOOSES.test(key.value) || comma?.value !== ",") return [];
    const end = rest.findIndex(({ value }) => value === ")");
    const adapter = rest.slice(0, end).map(({ value }) => value.toLowerCase())
      .find((value) => ADAPTERS.has(value));
    if (!adapter) return [];
    const says = `the default of ${key.value} is ${adapter}`;
    const at = { file, line: token.line, scope: "app", origin: "default" } as const;
    return [{ kind: "selector", adapter, says, ...at }];
  });
}

/** Whether an `if`, `case` or `?` stands shortly before. */
function isConditional(tokens: readonly CodeToken[], index: number): boolean {
  return tokens.slice(Math.max(0, index - 30), index)
    .some(({ kind, value }) => /^(?:if|case|switch|else)$/.test(value) && kind === "name");
}
