import type { CodeToken } from "../parse/code_tokens.ts";

/* Places in source code where an engine's name is what the application starts with. */

/** A command line's flag, `{Name: "db-driver", …, Value: "sqlite3"}`. */
export function isDriverFlag(tokens: readonly CodeToken[], index: number): boolean {
  return tokens.slice(Math.max(0, index - 40), index).some(({ kind, value }, at, before) =>
    kind === "text" && /^(?:db|database|sql)[-_.]?(?:driver|type|dialect|engine)$/i.test(value) &&
    before[at - 2]?.value === "Name"
  );
}

/** `database := "sqlite"`, to be overwritten by what the environment says. */
export function isFirstValue(tokens: readonly CodeToken[], index: number): boolean {
  const [name, colon, equals] = tokens.slice(Math.max(0, index - 3), index).map(({ value }) =>
    value
  );
  return equals === "=" && colon === ":" &&
    /^(?:db|database|sql)_?(?:type|driver|dialect|engine)?$/i.test(name ?? "");
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
  if (isValue) return text.toLowerCase();
  const named = SOURCE_NAME.exec(text)?.[1];
  if (named) return named;
  const [, driver] = /^([a-z]+):/.exec(text) ?? [];
  const before = tokens.slice(Math.max(0, index - 6), index).map(({ value }) => value);
  return before.at(-1) === "(" && before.includes("PDO") && before.includes("new")
    ? driver
    : undefined;
}

/** `sql.Open("postgres", …)`. */
export function isOpened(tokens: readonly CodeToken[], index: number): boolean {
  return tokens[index - 1]?.value === "(" && tokens[index + 1]?.value === "," &&
    /^(?:Must)?(?:Open|Connect)(?:Context)?$/.test(tokens[index - 2]?.value ?? "");
}
