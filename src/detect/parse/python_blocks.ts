import type { PythonToken } from "./python_tokens.ts";

/** When a logical line of Python runs. */
export type Branch = "always" | "sometimes" | "development" | "production" | "test";

/** A logical line: its tokens, and when it runs. */
export interface PythonLine {
  readonly tokens: readonly PythonToken[];
  readonly branch: Branch;
}

interface Open {
  readonly indent: number;
  readonly branch: Branch;
}

/**
 * Groups tokens into logical lines and says of each when it runs: under an `if` only sometimes,
 * under its `else` as a rule, `if DEBUG` in development, in a class that is called after it.
 */
export function pythonLines(tokens: readonly PythonToken[]): readonly PythonLine[] {
  const lines: PythonLine[] = [];
  const open: Open[] = [];
  let closed: Open | undefined;
  for (const { indent, tokens: own } of logicalLines(tokens)) {
    while (open.length > 0 && indent <= (open.at(-1)?.indent ?? 0)) closed = open.pop();
    const inside = open.find((block) => block.branch !== "always")?.branch ?? "always";
    lines.push({ tokens: own, branch: inside });
    const first = own[0]?.value ?? "";
    if (/^(?:if|elif|else|for|while|def|class|try|except|finally|with)$/.test(first)) {
      open.push({ indent, branch: branchOf(first, own, closed) });
    }
  }
  return lines;
}

function* logicalLines(
  tokens: readonly PythonToken[],
): Generator<{ indent: number; tokens: readonly PythonToken[] }> {
  let indent = 0;
  let own: PythonToken[] = [];
  for (const token of tokens) {
    if (token.kind === "line") {
      if (own.length > 0) yield { indent, tokens: own };
      indent = token.indent ?? 0;
      own = [];
    } else own.push(token);
  }
  if (own.length > 0) yield { indent, tokens: own };
}

function branchOf(keyword: string, line: readonly PythonToken[], before: Open | undefined): Branch {
  if (keyword === "else") return opposite(before?.branch);
  if (keyword === "class") return branchOfClass(line[1]?.value ?? "");
  if (keyword === "def" && /(?:^|_)tests?(?:ing)?(?:_|$)/.test(line[1]?.value ?? "")) return "test";
  if (keyword !== "if" && keyword !== "elif") return "always";
  const words = line.map((token) => token.value);
  // what holds where another module has set nothing
  if (/^if (?:DATABASES is None|not DATABASES) :$/.test(words.join(" "))) return "always";
  const not = words.includes("not") || words.includes("!");
  if (words.some((word) => /^(?:is_)?test(?:s|ing)?$/i.test(word))) return not ? "always" : "test";
  if (words.some((word) => /^(?:is_)?prod(?:uction)?$/i.test(word))) {
    return not ? "development" : "production";
  }
  if (words.some((word) => /^(?:is_)?(?:debug|dev|development|local)$/i.test(word))) {
    return not ? "production" : "development";
  }
  return "sometimes";
}

/** Flask's settings are a class for each environment: "ProdConfig", "DevelopmentConfig". */
function branchOfClass(name: string): Branch {
  const [, environment = ""] = /^(Prod|Dev|Test|Staging)\w*(?:Config|Settings)/.exec(name) ?? [];
  if (environment === "Dev") return "development";
  if (environment === "Test") return "test";
  return environment === "" ? "always" : "production";
}

/** What an `else` means after a branch: the common case after an exception. */
function opposite(branch: Branch | undefined): Branch {
  if (branch === "development") return "production";
  if (branch === "production") return "development";
  return "always";
}
