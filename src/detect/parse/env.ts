/** One assignment of an .env file. */
export interface Assignment {
  readonly name: string;
  readonly value: string;
  readonly line: number;
}

/**
 * Reads an .env file: `export`, quotes, comments behind values, and `${OTHER}` from the same file.
 * What is commented out is not there. Nothing is an error, as in every tool that reads these.
 */
export function parseEnv(text: string): readonly Assignment[] {
  const known = new Map<string, string>();
  const found: Assignment[] = [];
  text.split(/\r?\n/).forEach((content, index) => {
    const match = /^\s*(?:export\s+)?([A-Za-z_][\w.-]*)\s*[=:]\s*(.*)$/.exec(content);
    if (!match) return;
    const [, name = "", written = ""] = match;
    const value = interpolate(unquote(written), known);
    known.set(name, value);
    found.push({ name, value, line: index + 1 });
  });
  return found;
}

function unquote(written: string): string {
  const quoted = /^(["'`])(.*?)\1/.exec(written);
  if (quoted) return quoted[2] ?? "";
  return written.replace(/(?:^|\s+)#.*$/, "").trim();
}

/**
 * Puts variables in: `$NAME`, `${NAME}`, `${NAME:-default}`, `${NAME-default}`, `${NAME:?error}`.
 * An unknown one without a default becomes nothing; `$$` is a dollar sign.
 */
export function interpolate(text: string, known: ReadonlyMap<string, string>): string {
  const variable =
    /\$\$|\$\{([A-Za-z_]\w*)(?:(:?[-?+])((?:[^{}]|\{[^{}]*\})*))?\}|\$([A-Za-z_]\w*)/g;
  return text.replace(variable, (whole, braced, operator, rest, bare) => {
    if (whole === "$$") return "$";
    const value = known.get(braced ?? bare);
    if (operator?.endsWith("+")) return value ? interpolate(rest ?? "", known) : "";
    const absent = operator?.startsWith(":") ? !value : value === undefined;
    if (!absent) return value ?? "";
    return operator?.endsWith("-") ? interpolate(rest ?? "", known) : "";
  });
}
