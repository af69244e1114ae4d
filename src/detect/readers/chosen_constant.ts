import type { CodeToken } from "../parse/code_tokens.ts";

/** A setting that holds an engine: "DatabaseBackend", "dbType", "storage_engine". */
const SETTING =
  /^(?:db|database|sql|storage|persistence|datastore)[._-]?(?:type|driver|dialect|engine|backend|provider|kind|vendor)$/i;

/** Constants are called after what they stand for: `DatabaseBackendSqlite`, `DB_TYPE_POSTGRES`, `MySQL`. */
const CONSTANT =
  /^(?:[A-Z]\w*?)?(?<engine>Sqlite3?|SQLite3?|SQLITE3?|Postgres(?:QL|ql)?|POSTGRES(?:QL)?|MySQL|Mysql|MySql|MYSQL|MariaDB|MariaDb|Mariadb|MARIADB)$/;

/**
 * The engine that a constant stands for where a setting is first given: `DatabaseBackend: BackendSqlite`,
 * `databaseType = DatabaseType.SQLITE`, `backend: DatabaseBackend::Sqlite`.
 * @returns undefined where the name at `index` is none, or is only compared with
 */
export function chosenConstant(tokens: readonly CodeToken[], index: number): string | undefined {
  const token = tokens[index];
  const name = token?.kind === "name" ? token.value.replace(/^:/, "") : "";
  const engine = CONSTANT.exec(name)?.groups?.["engine"];
  if (!engine || !/^[,;)}\]]?$/.test(endBehind(tokens, index))) return undefined;
  const at = beforeQualifier(tokens, index);
  const sign = tokens[at]?.value;
  if (sign !== ":" && sign !== "=") return undefined;
  const setting = tokens[at - 1];
  return setting?.kind === "name" && SETTING.test(setting.value) ? engine.toLowerCase() : undefined;
}

/** What follows on the same line: the value is the constant, and not something of it. */
function endBehind(tokens: readonly CodeToken[], index: number): string {
  const next = tokens[index + 1];
  return next && next.line === tokens[index]?.line ? next.value : "";
}

/** The place before `DatabaseType.` or `DatabaseBackend::`, whose last colon belongs to the name behind it. */
function beforeQualifier(tokens: readonly CodeToken[], index: number): number {
  let at = index - 1;
  if (tokens[index]?.value.startsWith(":")) at -= 2;
  while (tokens[at]?.value === "." && tokens[at - 1]?.kind === "name") at -= 2;
  return at;
}

/** `process.env.DB_FILE_NAME`: whatever it holds, the database is a file. */
export function fileVariable(tokens: readonly CodeToken[], index: number): "sqlite" | undefined {
  return /^(?:DB|DATABASE|SQLITE)_FILE(?:_?NAME)?!?$/.test(tokens[index]?.value ?? "") &&
      tokens[index - 2]?.value === "env"
    ? "sqlite"
    : undefined;
}
