import { parse, TomlError } from "smol-toml";
import { badManifest } from "./broken.ts";
import type { Parsed, Path } from "./shape.ts";

/**
 * Reads TOML.
 * @throws DockstartError "bad-manifest" naming the line
 */
export function parseToml(file: string, raw: string): Parsed {
  const text = raw.startsWith("\ufeff") ? raw.slice(1) : raw;
  try {
    return { value: parse(text), line: (path) => lineOf(text.split(/\r?\n/), path) };
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const why = error.message.split("\n")[0]?.replace(/^Invalid TOML document: /, "") ?? "";
    throw badManifest({ file, line: error.line }, "TOML", why);
  }
}

/**
 * The parser keeps no positions: the line is found again, by the table's header and the key below
 * it. A wrong guess here makes evidence point at a neighbour, nothing more.
 */
function lineOf(lines: readonly string[], path: Path): number {
  const keys = path.filter((step): step is string => typeof step === "string");
  for (let depth = keys.length; depth >= 0; depth--) {
    const header = keys.slice(0, depth).join(".");
    const start = depth === 0 ? 0 : lines.findIndex((line) => headerOf(line) === header);
    if (start === -1) continue;
    if (depth === keys.length) return start + 1;
    const dotted = keys.slice(depth).join(".");
    const found = keyLine(lines, start, dotted) ?? keyLine(lines, start, keys[depth] ?? "");
    if (found !== undefined) return found;
  }
  return 1;
}

function headerOf(line: string): string | undefined {
  const header = /^\s*\[\[?([^\]]+)\]\]?\s*(?:#.*)?$/.exec(line)?.[1];
  return header?.split(".").map((part) => part.trim().replace(/^["']|["']$/g, "")).join(".");
}

function keyLine(lines: readonly string[], start: number, key: string): number | undefined {
  for (let index = start; index < lines.length; index++) {
    const line = lines[index] ?? "";
    if (index > start && headerOf(line) !== undefined) return undefined;
    const name = /^\s*(["']?)([^"'=]+?)\1\s*=/.exec(line)?.[2]?.trim();
    if (name === key) return index + 1;
  }
  return undefined;
}
