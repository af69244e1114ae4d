/** A token of Python source: enough to find settings, not to run them. */
export interface PythonToken {
  readonly kind: "name" | "text" | "sign" | "line";
  /** A text's content without its quotes; for a line's start, nothing. */
  readonly value: string;
  readonly line: number;
  /** Spaces before the first token of a logical line; set for "line" tokens only. */
  readonly indent?: number;
}

const TOKEN =
  /(#[^\n]*)|([rbfuRBFU]{0,2})("""[\s\S]*?"""|'''[\s\S]*?'''|"(?:[^"\\\n]|\\[\s\S])*"|'(?:[^'\\\n]|\\[\s\S])*')|([A-Za-z_]\w*)|(\\\r?\n)|(\n[ \t]*)|([^\s])|[ \t\r]+/g;

/**
 * Splits Python source into names, string literals, signs and line starts. Comments are dropped,
 * and line ends inside brackets too.
 */
export function pythonTokens(source: string): readonly PythonToken[] {
  const tokens: PythonToken[] = [{ kind: "line", value: "", line: 1, indent: 0 }];
  let line = 1;
  let depth = 0;
  for (const match of source.matchAll(TOKEN)) {
    const [whole, , , text, name, , newline, sign] = match;
    if (text !== undefined) tokens.push({ kind: "text", value: content(text), line });
    else if (name !== undefined) tokens.push({ kind: "name", value: name, line });
    else if (sign !== undefined) {
      if ("([{".includes(sign)) depth++;
      if (")]}".includes(sign)) depth = Math.max(0, depth - 1);
      tokens.push({ kind: "sign", value: sign, line });
    }
    for (const character of whole) if (character === "\n") line++;
    if (newline !== undefined && depth === 0) {
      const indent = newline.slice(1).replaceAll("\t", "    ").length;
      const last = tokens[tokens.length - 1];
      if (last?.kind === "line") tokens.pop();
      tokens.push({ kind: "line", value: "", line, indent });
    }
  }
  return tokens;
}

function content(text: string): string {
  const quotes = /^("""|'''|"|')/.exec(text)?.[1]?.length ?? 1;
  return text.slice(quotes, -quotes);
}
