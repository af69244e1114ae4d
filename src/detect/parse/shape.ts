/** Ways into a parsed document of which nothing is known yet. */

export type Path = readonly (string | number)[];

/** A document with the line of each of its values. */
export interface Parsed {
  readonly value: unknown;
  /** The one-based line of the value at `path`, or of the nearest one around it. */
  line(path: Path): number;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The mapping at `path`; empty where there is none. */
export function recordAt(value: unknown, ...path: Path): Readonly<Record<string, unknown>> {
  const found = at(value, ...path);
  return isRecord(found) ? found : {};
}

/** The sequence at `path`; empty where there is none. */
export function listAt(value: unknown, ...path: Path): readonly unknown[] {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** The text at `path`; numbers are taken as written. */
export function textAt(value: unknown, ...path: Path): string | undefined {
  const found = at(value, ...path);
  if (typeof found === "string") return found;
  return typeof found === "number" ? String(found) : undefined;
}

/** The texts in the sequence at `path`; what is none is left out. */
export function textsAt(value: unknown, ...path: Path): readonly string[] {
  const list = listAt(value, ...path);
  return list.flatMap((_, index) => textAt(list, index) ?? []);
}

/** What is written as a mapping, or as a list of "NAME=value". */
export function pairsAt(value: unknown, ...path: Path): ReadonlyMap<string, string> {
  const mapping = recordAt(value, ...path);
  const listed = textsAt(value, ...path).map((entry) => {
    const [name = "", ...rest] = entry.split("=");
    return [name, rest.join("=")] as const;
  });
  const mapped = Object.keys(mapping).map((name) => [name, textAt(mapping, name) ?? ""] as const);
  return new Map([...mapped, ...listed]);
}

/** The number at `path`, or the one that a text there spells. */
export function portAt(value: unknown, ...path: Path): number | undefined {
  const port = Number(textAt(value, ...path));
  return Number.isInteger(port) && port > 0 && port < 65536 ? port : undefined;
}

function at(value: unknown, ...path: Path): unknown {
  let here = value;
  for (const step of path) {
    if (typeof here !== "object" || here === null || !Object.hasOwn(here, step)) return undefined;
    here = (here as Record<string | number, unknown>)[step];
  }
  return here;
}

/** The one-based line of an offset. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let i = text.indexOf("\n"); i !== -1 && i < offset; i = text.indexOf("\n", i + 1)) line++;
  return line;
}
