import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  parseAllDocuments,
} from "yaml";
import { badManifest } from "./broken.ts";
import type { Parsed, Path } from "./shape.ts";

/**
 * Reads a YAML file's first document that is not empty, with anchors and merge keys.
 * @throws DockstartError "bad-manifest" naming the line
 */
export function parseYaml(file: string, text: string): Parsed {
  const [first] = readers(file, text);
  return first?.() ?? { value: undefined, line: () => 1 };
}

/**
 * Reads all of a YAML file's documents that are not empty.
 * @throws DockstartError "bad-manifest" naming the line
 */
export function parseYamlDocuments(file: string, text: string): readonly Parsed[] {
  return readers(file, text).map((read) => read());
}

/** One for each document: an error in one that nobody asks for is nobody's. */
function readers(file: string, text: string): readonly (() => Parsed)[] {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text.replace(/^\ufeff/, ""), {
    lineCounter: lines,
    merge: true,
    uniqueKeys: false,
    logLevel: "silent",
    prettyErrors: false,
  });
  return [...documents].filter(({ contents, errors }) => contents !== null || errors.length > 0)
    .map((document) => () => {
      const [error] = document.errors;
      if (error) {
        throw badManifest({ file, line: lines.linePos(error.pos[0]).line }, "YAML", error.message);
      }
      return { value: valueOf(document, file), line: (path) => lineOf(document, lines, path) };
    });
}

/** Aliases that would unfold without end are a broken file, not a reason to run out of memory. */
function valueOf(document: Document, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 1000 });
  } catch (error) {
    throw badManifest({ file, line: 1 }, "YAML", error instanceof Error ? error.message : "");
  }
}

function lineOf(document: Document, lines: LineCounter, path: Path): number {
  let here: unknown = document.contents;
  let line = 1;
  for (const step of path) {
    here = stepInto(document, here, step);
    if (!isNode(here)) return line;
    if (here.range) line = lines.linePos(here.range[0]).line;
  }
  return line;
}

/** The value below a key, through aliases and merge keys. */
function stepInto(document: Document, node: unknown, step: string | number): unknown {
  const here = isAlias(node) ? node.resolve(document) : node;
  if (isSeq(here)) return here.items[Number(step)];
  if (!isMap(here)) return undefined;
  if (here.has(step)) return here.get(step, true);
  const merged = here.items.find(({ key }) => isScalar(key) && key.source === "<<")?.value;
  const sources = isSeq(merged) ? merged.items : [merged];
  for (const source of sources) {
    const found = source === undefined ? undefined : stepInto(document, source, step);
    if (found !== undefined) return found;
  }
  return undefined;
}
