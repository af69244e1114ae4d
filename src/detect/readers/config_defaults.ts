import type { CodeToken } from "../parse/code_tokens.ts";

/* Places in source code where an engine's name is what the application starts with. */

/** A command line's flag, `{Name: "db-driver", …, Value: "sqlite3"}`. */
export function isDriverFlag(tokens: readonly CodeToken[], index: number): boolean {
  return tokens.slice(Math.max(0, index - 40), index).some(({ kind, value }, at, before) =>
    kind === "text" && /^(?:db|database|sql)[-_.]?(?:driver|type|dialect|engine)$/i.test(value) &&
    before[at - 2]?.value === "Name"
  );
}

/** What a setting is called that holds an engine's name: "DB_TYPE", "storage.backend", "databaseDriver". */
export const ENGINE_SETTING =
  /(?:^|[._-]|[a-z](?=[A-Z]))(?:db|database|sql|storage|persistence|datastore|datasource)[._-]?(?:type|driver|dialect|engine|backend|provider|kind|client|vendor)$/i;

/** Calls that set something, and do not ask for it. */
const SETS = /^(?:set|put|setenv|setproperty|add|equals\w*)$/i;

type Tokens = readonly CodeToken[];

/** Places of a text that make it the value which a setting has at first. */
export const FIRST_VALUES: readonly ((tokens: Tokens, index: number) => boolean)[] = [
  isAssigned,
  isAsked,
  isDefaultOfSchema,
  isDefaultOfArgument,
];

function before(tokens: Tokens, index: number, count: number): readonly string[] {
  return tokens.slice(Math.max(0, index - count), index).map(({ value }) => value);
}

/** `database := "sqlite"`, `String databaseType = "sqlite"`, `dbType: string = "sqlite"`; no constant of its type. */
function isAssigned(tokens: Tokens, index: number): boolean {
  const at = assignedAt(tokens, index);
  if (at === undefined) return false;
  const valueAt = (place: number) => tokens[place]?.value ?? "";
  const [name, colon] = [valueAt(at), valueAt(at + 1)];
  const isShort = colon === ":" && valueAt(at + 2) === "=";
  if (!ENGINE_SETTING.test(name) && !(isShort && /^(?:db|database|sql)$/i.test(name))) return false;
  // Go's `SQLite DatabaseType = "sqlite"` names a type
  const isConstant = colon !== ":" && /^[A-Z]/.test(name) && /^\w+$/.test(valueAt(at - 1));
  return !isConstant && valueAt(at - 2) !== "case" && !isOneOfSeveral(tokens, { at, index });
}

/** The place of the name to which a text is given: `name = "…"`, `name := "…"`, `name: "a" | "b" = "…"`. */
function assignedAt(tokens: Tokens, index: number): number | undefined {
  if (tokens[index - 1]?.value !== "=") return undefined;
  let at = index - 2;
  if (tokens[at]?.value === ":") return at - 1;
  while (tokens[at - 1]?.value === "|") at -= 2;
  return tokens[at - 1]?.value === ":" ? at - 2 : at;
}

const DECLARES =
  /^(?:let|const|var|val|mut|static|readonly|public|private|protected|String|string|final)$/;

/** A name that is given several engines is declared with the first; the others are what it may become. */
function isOneOfSeveral(
  tokens: Tokens,
  { at, index }: { readonly at: number; readonly index: number },
): boolean {
  if (DECLARES.test(tokens[at - 1]?.value ?? "") || tokens[at + 1]?.value === ":") return false;
  const name = tokens[at]?.value;
  return tokens.some(({ kind, value }, other) => {
    if (kind !== "text" || value === tokens[index]?.value) return false;
    const named = assignedAt(tokens, other);
    return named !== undefined && tokens[named]?.value === name;
  });
}

/** `getEnv("DB_TYPE", "sqlite")`, `viper.SetDefault("db.type", "sqlite")` */
function isAsked(tokens: Tokens, index: number): boolean {
  const [callee = "", open, key = "", comma] = before(tokens, index, 4);
  return comma === "," && open === "(" && tokens[index - 2]?.kind === "text" &&
    ENGINE_SETTING.test(key) && !SETS.test(callee);
}

/** `DB_TYPE: z.enum(["sqlite", "postgres"]).default("sqlite")` */
function isDefaultOfSchema(tokens: Tokens, index: number): boolean {
  const [dot, name, open] = before(tokens, index, 3);
  if (dot !== "." || name !== "default" || open !== "(") return false;
  const colon = tokens.slice(0, index).findLastIndex(({ value }, at) =>
    value === ":" && tokens[at - 1]?.kind !== "sign" && index - at < 40
  );
  return ENGINE_SETTING.test(tokens[colon - 1]?.value ?? "");
}

/** `#[arg(long, default_value = "sqlite")] db_backend: Backend` */
function isDefaultOfArgument(tokens: Tokens, index: number): boolean {
  const [name = "", equals] = before(tokens, index, 2);
  if (equals !== "=" || !/^default_value/.test(name)) return false;
  const field = tokens.findIndex(({ value }, at) => at > index && at < index + 12 && value === ":");
  return ENGINE_SETTING.test(tokens[field - 1]?.value ?? "");
}

/** `'DBDriver' => 'MySQLi'`, `public string $dbType = 'sqlite'` */
const PHP_KEYS = /^\$?[a-z]?_?(?:db|database)_?(?:driver|type|engine)$/i;
/** "mysql:host=localhost;dbname=shop" */
const SOURCE_NAME = /^(mysql|pgsql|sqlite):(?:\S*\b(?:host|dbname|unix_socket)=|@)/;

/**
 * The driver that PHP opens: of `new PDO("sqlite:…")` or another source name, the value of a key that
 * stands for it.
 */
export function phpDriver(tokens: readonly CodeToken[], index: number): string | undefined {
  const text = tokens[index]?.value ?? "";
  const [key, equals, arrow] = tokens.slice(Math.max(0, index - 3), index).map(({ value }) =>
    value
  );
  const isValue = equals === "=" && arrow === ">" && PHP_KEYS.test(key ?? "") ||
    arrow === "=" && PHP_KEYS.test(equals ?? "");
  if (isValue || isOfDatabaseArray(tokens, index)) return text.toLowerCase();
  const named = SOURCE_NAME.exec(text)?.[1];
  if (named) return named;
  const [, driver] = /^([a-z]+):/.exec(text) ?? [];
  const before = tokens.slice(Math.max(0, index - 6), index).map(({ value }) => value);
  const isOpened = before.at(-1) === "(" && before.includes("PDO") && before.includes("new");
  const isNamed = /^[:=]$/.test(before.at(-1) ?? "") && /dsn$/i.test(before.at(-2) ?? "");
  return isOpened || isNamed ? driver : undefined;
}

/** `'database' => ['host' => 'localhost', 'type' => 'mysql']` */
function isOfDatabaseArray(tokens: readonly CodeToken[], index: number): boolean {
  const [key = "", equals, arrow] = before(tokens, index, 3);
  if (equals !== "=" || arrow !== ">" || !/^(?:type|driver|engine|adapter|dbms)$/i.test(key)) {
    return false;
  }
  let depth = 0;
  for (let at = index - 1; at > 2; at--) {
    const { kind, value } = tokens[at] ?? {};
    if (kind !== "sign") continue;
    if (value === "]" || value === ")") depth++;
    if ((value === "[" || value === "(") && depth-- === 0) {
      const outer = before(tokens, at, 4).filter((each) => each !== "array");
      return outer.at(-1) === ">" && /^(?:db|database)$/i.test(outer.at(-3) ?? "");
    }
  }
  return false;
}

/** `sql.Open("postgres", …)`. */
export function isOpened(tokens: readonly CodeToken[], index: number): boolean {
  return tokens[index - 1]?.value === "(" && tokens[index + 1]?.value === "," &&
    /^(?:Must)?(?:Open|Connect)(?:Context)?$/.test(tokens[index - 2]?.value ?? "");
}
