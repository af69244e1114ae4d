import type { PythonToken } from "../parse/python_tokens.ts";
import { DATABASE_FILE } from "./database_files.ts";

/* Places in Python's settings where an engine's name is what the application starts with. */

const ENGINE_SETTING =
  /(?:^|_)(?:db|database|sql)_?(?:type|engine|backend|driver|dialect|connection|provider|kind|vendor|adapter)$/i;
const DATABASE_KEY = /^(?:db|databases?|sql|datastore|storage)$/i;
const ENGINE_KEY = /^(?:type|engine|backend|driver|dialect|provider|kind|adapter)$/i;

/**
 * The engine that a word chooses where nobody says otherwise: `DB_TYPE = "sqlite"`,
 * `os.getenv("DB_ENGINE", "sqlite")`, `{"database": {"backend": {"default": "sqlite3"}}}`,
 * `TASKS_SQLITE_FILE: str = "tasks.db"`.
 */
export function chosenEngine(tokens: readonly PythonToken[], index: number): string | undefined {
  const word = tokens[index];
  if (word?.kind !== "text") return undefined;
  if (DATABASE_FILE.test(word.value)) {
    const [name] = tokens;
    const isSet = tokens[index - 1]?.value === "=" && /sqlite/i.test(name?.value ?? "");
    return isSet ? "sqlite" : undefined;
  }
  if (!/^[a-z][a-z0-9_-]{1,20}$/.test(word.value)) return undefined;
  const isChosen = [isAssigned, isNamed, isKeyed, isAsked].some((is) => is(tokens, index));
  return isChosen ? word.value : undefined;
}

/** `DB = "sqlite"`, a line of its own. */
function isAssigned(tokens: readonly PythonToken[], index: number): boolean {
  const [name, sign] = tokens;
  return index === 2 && tokens.length === 3 && sign?.value === "=" &&
    DATABASE_KEY.test(name?.value ?? "");
}

/** `DB_TYPE: Literal["sqlite", "postgres"] = "sqlite"`: behind the sign, not in the list. */
function isNamed(tokens: readonly PythonToken[], index: number): boolean {
  const before = tokens[index - 1]?.value ?? "";
  const follows = before === "=" || before === "or" || isLastOfTwo(tokens, index);
  return follows &&
    tokens.slice(Math.max(0, index - 24), index).some(({ kind, value }) =>
      kind !== "sign" && ENGINE_SETTING.test(value)
    );
}

/** `os.getenv("DB_ENGINE", "sqlite")`, which is a call and no pair. */
function isLastOfTwo(tokens: readonly PythonToken[], index: number): boolean {
  const [callee, open, name, comma] = tokens.slice(Math.max(0, index - 4), index);
  return callee?.kind === "name" && open?.value === "(" && name?.kind === "text" &&
    comma?.value === "," && tokens[index + 1]?.value === ")";
}

/** `os.getenv("DB", "sqlite")` */
function isAsked(tokens: readonly PythonToken[], index: number): boolean {
  const [name, comma] = tokens.slice(Math.max(0, index - 2), index);
  return comma?.value === "," && name?.kind === "text" && DATABASE_KEY.test(name.value) &&
    tokens[index + 1]?.value === ")";
}

function isKeyed(tokens: readonly PythonToken[], index: number): boolean {
  const keys = keysAround(tokens, index).filter((key) => key !== "default");
  const [own = "", around = ""] = keys;
  return (ENGINE_KEY.test(own) && DATABASE_KEY.test(around)) || ENGINE_SETTING.test(own);
}

/** The keys of the mappings around a value, the nearest first. */
function keysAround(tokens: readonly PythonToken[], index: number): readonly string[] {
  const keys: string[] = [];
  let at = index;
  while (tokens[at - 1]?.value === ":" && tokens[at - 2]?.kind === "text") {
    keys.push(tokens[at - 2]?.value ?? "");
    at = openingBefore(tokens, at);
  }
  return keys;
}

/** The brace that opens the mapping around a place. */
function openingBefore(tokens: readonly PythonToken[], from: number): number {
  let depth = 0;
  for (let at = from - 1; at >= 0; at--) {
    const { kind, value } = tokens[at] ?? {};
    if (kind !== "sign") continue;
    if (value === "}" || value === ")" || value === "]") depth++;
    if (value === "{" || value === "(" || value === "[") {
      if (depth === 0) return at;
      depth--;
    }
  }
  return 0;
}

/** Peewee's classes, one for each engine. */
const PEEWEE: Readonly<Record<string, string>> = {
  SqliteDatabase: "sqlite",
  SqliteExtDatabase: "sqlite",
  SqliteQueueDatabase: "sqlite",
  PostgresqlDatabase: "postgresql",
  PooledPostgresqlDatabase: "postgresql",
  MySQLDatabase: "mysql",
  PooledMySQLDatabase: "mysql",
};

/** The engine that a class opens: `SqliteDatabase("shop.db")`. */
export function openedEngine(tokens: readonly PythonToken[], index: number): string | undefined {
  return tokens[index + 1]?.value === "(" ? PEEWEE[tokens[index]?.value ?? ""] : undefined;
}
