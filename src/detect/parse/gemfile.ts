/** A `gem` line. */
export interface GemLine {
  readonly name: string;
  readonly groups: readonly string[];
  /** Inside an `if`, or with one behind it, unless that is true where nothing is set. */
  readonly conditional: boolean;
  readonly line: number;
}

export interface Gemfile {
  /** It takes the dependencies of the gem that the project is. */
  readonly gemspec: boolean;
  readonly gems: readonly GemLine[];
  /** What `ruby` is given: a version, a requirement, or the file that holds it. */
  readonly ruby?: { readonly spec?: string; readonly file?: string; readonly line: number };
}

type Block = { readonly kind: "group"; readonly groups: readonly string[] } | {
  readonly kind: "condition" | "unset" | "other";
};

const STRING = /"([^"]*)"|'([^']*)'/;
const OPENS_CONDITION = /^(?:if|unless|case)\b/;
/** Conditions that hold where a variable is not set. */
const HOLD_UNSET = [
  /^if\s+ENV\[["'][^"']+["']\]\.(?:nil|blank)\?(?:\s*\|\||$)/,
  /^if\s+!\s*ENV\[["'][^"']+["']\]$/,
  /^unless\s+ENV\[["'][^"']+["']\]$/,
  /^if\s+ENV\.fetch\(\s*["'][^"']+["'],\s*(["'])([^"']+)\1\s*\)\s*==\s*["']\2["']$/,
];

/** Reads a Gemfile as far as it is a list; Ruby beyond that is passed over. */
export function parseGemfile(text: string): Gemfile {
  const gems: GemLine[] = [];
  const blocks: Block[] = [];
  let ruby: Gemfile["ruby"];
  let gemspec = false;
  for (const { code, line } of statements(text)) {
    if (/^end\b/.test(code)) {
      blocks.pop();
    } else if (/^gem[\s(]/.test(code)) {
      const gem = gemLine(code, line, blocks);
      if (gem) gems.push(gem);
    } else if (/^gemspec\b/.test(code)) {
      gemspec = true;
    } else if (/^ruby[\s(]/.test(code)) {
      ruby ??= rubyLine(code, line);
    } else if (OPENS_CONDITION.test(code) && !/\bthen\b.*\bend$/.test(code)) {
      blocks.push({ kind: HOLD_UNSET.some((each) => each.test(code)) ? "unset" : "condition" });
    } else if (/^(?:else|elsif)\b/.test(code) && blocks.at(-1)?.kind === "unset") {
      blocks.splice(-1, 1, { kind: "condition" });
    } else if (/^(?:group|groups)\b.*\bdo\b/.test(code)) {
      blocks.push({ kind: "group", groups: symbolsOf(code) });
    } else if (/\bdo(?:\s*\|[^|]*\|)?$/.test(code)) {
      const transparent = /^(?:source|path|git|github|platforms?)\b/.test(code);
      blocks.push({ kind: transparent ? "other" : "condition" });
    } else if (/^(?:begin|def|while|until)\b/.test(code)) {
      blocks.push({ kind: "other" });
    }
  }
  return { gems, gemspec, ...(ruby ? { ruby } : {}) };
}

/** Lines without comments; what ends in a comma goes on in the next. */
function statements(text: string): readonly { code: string; line: number }[] {
  const found: { code: string; line: number }[] = [];
  let open: { code: string; line: number } | undefined;
  text.split(/\r?\n/).forEach((raw, index) => {
    const code = withoutComment(raw).trim();
    if (!code) return;
    if (open) open = { code: `${open.code} ${code}`, line: open.line };
    else open = { code, line: index + 1 };
    if (/,$/.test(code)) return;
    found.push(open);
    open = undefined;
  });
  return open ? [...found, open] : found;
}

function withoutComment(line: string): string {
  return /^((?:[^"'#]|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')*)/.exec(line)?.[1] ?? "";
}

function gemLine(code: string, line: number, blocks: readonly Block[]): GemLine | undefined {
  const match = STRING.exec(code);
  const name = match?.[1] ?? match?.[2];
  if (!name) return undefined;
  const option = /(?:\bgroups?:|:groups?\s*=>)\s*(\[[^\]]*\]|:\w+|["']\w+["'])/.exec(code)?.[1];
  const around = blocks.flatMap((block) => block.kind === "group" ? block.groups : []);
  return {
    name,
    groups: [...around, ...(option ? symbolsOf(option) : [])],
    conditional: blocks.some((block) => block.kind === "condition") ||
      /\s(?:if|unless)\s/.test(code.replace(/"[^"]*"|'[^']*'/g, '""')),
    line,
  };
}

/** `:test`, `"test"`, `%i[test]` → "test". */
function symbolsOf(code: string): readonly string[] {
  const words = /%[iw][[({]([^\])}]*)/.exec(code)?.[1]?.split(/\s+/) ?? [];
  const symbols = [...code.matchAll(/(?<![:\w]):(\w+)\b(?!\s*=>)|["'](\w+)["']/g)]
    .map((match) => match[1] ?? match[2] ?? "");
  return [...words, ...symbols].filter(Boolean);
}

function rubyLine(code: string, line: number): Gemfile["ruby"] {
  const named = /\bfile:\s*["']([^"']+)["']/.exec(code) ??
    /File\.read\(?\s*["']([^"']+)["']/.exec(code);
  if (named?.[1]) return { file: named[1], line };
  const listed = code.replace(/,?\s*\w+:\s*["'][^"']*["']/g, "");
  const specs = [...listed.matchAll(/["']([^"']+)["']/g)].map((match) => match[1] ?? "");
  return specs.length > 0 ? { spec: specs.join(", "), line } : undefined;
}

/** The Ruby that a Gemfile.lock was written with: "3.4.6". */
export function lockedRuby(
  lock: string,
): { readonly spec: string; readonly line: number } | undefined {
  const lines = lock.split(/\r?\n/);
  const head = lines.findIndex((line) => line.trim() === "RUBY VERSION");
  const spec = head === -1 ? undefined : /^\s+ruby (\S+)/.exec(lines[head + 1] ?? "")?.[1];
  return spec ? { spec: spec.replace(/p-?\d+$/, ""), line: head + 2 } : undefined;
}
