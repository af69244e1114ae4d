/** A token of source code in a language with brackets: enough to find settings in it. */
export interface CodeToken {
  readonly kind: "name" | "text" | "sign";
  /** A text's content without its quotes. */
  readonly value: string;
  readonly line: number;
}

/** "c": `//` and block comments. "hash": `#` comments. "php": both. */
export type Comments = "c" | "hash" | "php";

const TEXTS =
  /("""[\s\S]*?"""|"(?:[^"\\\n]|\\[\s\S])*"|'(?:[^'\\\n]|\\[\s\S])*'|`(?:[^`\\]|\\[\s\S])*`)/
    .source;
const REST = /|([A-Za-z_$@:][\w$]*[?!]?)|(\n)|([^\s])/.source;
const COMMENTS: Readonly<Record<Comments, string>> = {
  c: /\/\/[^\n]*|\/\*[\s\S]*?\*\//.source,
  hash: /#[^\n]*/.source,
  php: /\/\/[^\n]*|\/\*[\s\S]*?\*\/|#(?!\[)[^\n]*/.source,
};

/** Splits source code into names, string literals and signs; comments are dropped. */
export function codeTokens(source: string, comments: Comments): readonly CodeToken[] {
  const tokens: CodeToken[] = [];
  let line = 1;
  for (const match of source.matchAll(new RegExp(`${COMMENTS[comments]}|${TEXTS}${REST}`, "g"))) {
    const [whole, text, name, , sign] = match;
    if (text !== undefined) tokens.push({ kind: "text", value: content(text), line });
    else if (name !== undefined) tokens.push({ kind: "name", value: name, line });
    else if (sign !== undefined) tokens.push({ kind: "sign", value: sign, line });
    for (let at = whole.indexOf("\n"); at !== -1; at = whole.indexOf("\n", at + 1)) line++;
  }
  return tokens;
}

function content(text: string): string {
  const quotes = text.startsWith('"""') && text.length >= 6 ? 3 : 1;
  return text.slice(quotes, -quotes);
}

/** The tokens between a bracket and the one that closes it, both left out. */
export function insideBrackets(tokens: readonly CodeToken[], open: number): readonly CodeToken[] {
  let depth = 0;
  for (let index = open; index < tokens.length; index++) {
    const token = tokens[index];
    if (token?.kind !== "sign") continue;
    if ("([{".includes(token.value)) depth++;
    if (")]}".includes(token.value) && --depth === 0) return tokens.slice(open + 1, index);
  }
  return tokens.slice(open + 1);
}
