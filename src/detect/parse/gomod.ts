export interface GoModule {
  readonly requires: readonly { readonly name: string; readonly line: number }[];
  readonly go?: { readonly spec: string; readonly line: number };
  readonly toolchain?: { readonly spec: string; readonly line: number };
}

/** Reads go.mod or go.work: the modules required by this one itself, and Go's version. */
export function parseGoMod(text: string): GoModule {
  const requires: { name: string; line: number }[] = [];
  let go: GoModule["go"];
  let toolchain: GoModule["toolchain"];
  let block = "";
  text.split(/\r?\n/).forEach((raw, index) => {
    const line = index + 1;
    const indirect = /\/\/\s*indirect\b/.test(raw);
    const words = raw.replace(/\/\/.*$/, "").trim().split(/\s+/);
    const [first = "", second = ""] = words;
    if (block && first === ")") block = "";
    else if (second === "(") block = first;
    else if (block === "require" && first && !indirect) requires.push({ name: first, line });
    else if (!block && first === "require" && !indirect) requires.push({ name: second, line });
    else if (!block && first === "go" && second) go = { spec: second, line };
    else if (!block && first === "toolchain" && /^go\d/.test(second)) {
      toolchain = { spec: second.slice(2), line };
    }
  });
  return { requires, ...(go ? { go } : {}), ...(toolchain ? { toolchain } : {}) };
}

/** Why a go.mod is none, and where; undefined where it is one. */
export function goModFault(
  text: string,
): { readonly line: number; readonly why: string } | undefined {
  const lines = text.split(/\r?\n/).map((line) => line.replace(/\/\/.*$/, "").trim());
  const known =
    /^(?:module|go|toolchain|require|replace|exclude|retract|godebug|tool|ignore)(?:\s|\(|$)/;
  let opened = 0;
  for (const [index, line] of lines.entries()) {
    if (opened) {
      if (line === ")") opened = 0;
      continue;
    }
    if (line && !known.test(line)) {
      return { line: index + 1, why: `unknown directive "${line.split(/\s/)[0]}"` };
    }
    if (/\($/.test(line)) opened = index + 1;
  }
  return opened ? { line: opened, why: "a bracket is not closed" } : undefined;
}
