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

/** `new PDO("sqlite:…")`: the driver that a source name begins with. */
export function pdoDriver(tokens: readonly CodeToken[], index: number): string | undefined {
  const [, driver] = /^([a-z]+):/.exec(tokens[index]?.value ?? "") ?? [];
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
