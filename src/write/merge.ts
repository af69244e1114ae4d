import { parse as parseJsonc, type ParseError } from "jsonc-parser";
import { diff3Merge, diffComm } from "node-diff3";
import { parseDocument } from "yaml";

/** Two changes to one text, put together; `clean` where they do not touch the same lines. */
export interface Merged {
  readonly clean: boolean;
  /** With conflict markers where it is not clean. */
  readonly text: string;
}

const YOURS = "<<<<<<< yours\n";
const BETWEEN = "=======\n";
const DOCKSTART = ">>>>>>> dockstart\n";

/**
 * Merges a file that was changed by hand with what dockstart would write now.
 * @param base what dockstart wrote last time; without it, every difference is a conflict
 */
export function merge(path: string, yours: string, ours: string, base?: string): Merged {
  if (base === undefined) return { clean: false, text: everyDifference(yours, ours) };
  const merged = threeWays(yours, ours, base);
  // each half was sound by itself: a key that both have added in different places makes the whole broken
  const broken = merged.clean && isSound(path, yours) && isSound(path, ours) &&
    !isSound(path, merged.text);
  return broken ? { clean: false, text: everyDifference(yours, ours) } : merged;
}

function threeWays(yours: string, ours: string, base: string): Merged {
  const regions = diff3Merge(toLines(yours), toLines(base), toLines(ours), {
    excludeFalseConflicts: true,
  });
  const text = regions.map(({ ok, conflict }) =>
    conflict ? marked(conflict.a, conflict.b) : (ok ?? []).join("")
  );
  return { clean: regions.every(({ conflict }) => !conflict), text: text.join("") };
}

function everyDifference(yours: string, ours: string): string {
  return diffComm(toLines(yours), toLines(ours)).map((part) =>
    "common" in part ? part.common.join("") : marked(part.buffer1, part.buffer2)
  ).join("");
}

function marked(yours: readonly string[], ours: readonly string[]): string {
  return `${YOURS}${ended(yours)}${BETWEEN}${ended(ours)}${DOCKSTART}`;
}

/** A last line without a line end must not run into the marker. */
function ended(lines: readonly string[]): string {
  const text = lines.join("");
  return text === "" || text.endsWith("\n") ? text : `${text}\n`;
}

/** Lines with their ends. */
function toLines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** Whether a structured file can be parsed; of others nothing is known. */
function isSound(path: string, text: string): boolean {
  if (/\.ya?ml$/.test(path)) return parseDocument(text, { logLevel: "silent" }).errors.length === 0;
  if (!path.endsWith(".json")) return true;
  const errors: ParseError[] = [];
  parseJsonc(text, errors, { allowTrailingComma: true });
  return errors.length === 0;
}
