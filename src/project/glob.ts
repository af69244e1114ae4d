/** "a/{b,c}.yml" → ["a/b.yml", "a/c.yml"]; of nested braces, the inner ones first. */
function expand(pattern: string): readonly string[] {
  const brace = /\{([^{}]*)\}/.exec(pattern);
  if (!brace) return [pattern];
  const before = pattern.slice(0, brace.index);
  const after = pattern.slice(brace.index + brace[0].length);
  return (brace[1] ?? "").split(",").flatMap((choice) => expand(before + choice + after));
}

/** `*` and `?` stay inside a folder, a whole segment `**` crosses folders, braces are a choice. */
function toRegExp(pattern: string): RegExp {
  const source = pattern.split(/(\{[^{}]*\})/).map((piece, index) =>
    index % 2 === 0
      ? plainSource(piece)
      : `(?:${piece.slice(1, -1).split(",").map(plainSource).join("|")})`
  );
  return new RegExp(`^${source.join("")}$`);
}

/** What a sign is in a regular expression; the others stand for themselves. */
const MEANINGS: Readonly<Record<string, string>> = {
  "**/": "(?:[^/]+/)*",
  "**": ".*",
  "*": "[^/]*",
  "?": "[^/]",
};

function plainSource(text: string): string {
  return text.replace(
    /\*\*\/|\*\*|[*?.+^$()|[\]\\{}]/g,
    (sign) => MEANINGS[sign] ?? `\\${sign}`,
  );
}

/** What the file's name must end with, behind its last dot; undefined where the pattern leaves it open. */
function extensionsOf(pattern: string): readonly string[] | undefined {
  const end = /\.(\w+|\{[\w,]+\})$/.exec(pattern)?.[1];
  return end?.replace(/^\{|\}$/g, "").split(",");
}

/** The names, with `*` and `?`, of which a file must have one. */
function lastNames(pattern: string): readonly string[] {
  const folders = /^(?:[^{}]|\{[^{}]*\})*\//.exec(pattern)?.[0] ?? "";
  return expand(pattern.slice(folders.length)).map(baseName);
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function extension(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1);
}

/** Files by what patterns usually end with, so that one pattern does not visit every file. */
class FileIndex {
  readonly #all: readonly string[];
  /** Most names are there once: an array for each would cost more than all the rest. */
  readonly #byName = new Map<string, string | string[]>();
  readonly #byExtension = new Map<string, string[]>();

  constructor(files: readonly string[]) {
    this.#all = files;
    for (const file of files) {
      const name = baseName(file);
      const there = this.#byName.get(name);
      if (there === undefined) this.#byName.set(name, file);
      else if (typeof there === "string") this.#byName.set(name, [there, file]);
      else there.push(file);
      put(this.#byExtension, extension(name), file);
    }
  }

  /** Whether any file's name ends so. */
  hasExtension(end: string): boolean {
    return this.#byExtension.has(end);
  }

  /** Every file with such a name, and some without. */
  candidates(name: string): readonly string[] {
    if (!/[*?]/.test(name)) {
      const found = this.#byName.get(name) ?? [];
      return typeof found === "string" ? [found] : found;
    }
    const end = extension(name);
    if (name.includes(".") && !/[*?]/.test(end)) return this.#byExtension.get(end) ?? [];
    return this.#all;
  }
}

function put(map: Map<string, string[]>, key: string, file: string): void {
  const there = map.get(key);
  if (there) there.push(file);
  else map.set(key, [file]);
}

/**
 * Makes the `glob` of a project.
 * @param list every file, relative, with forward slashes; called once, when first needed
 */
export function globber(list: () => readonly string[]): (pattern: string) => readonly string[] {
  let index: FileIndex | undefined;
  return (pattern) => {
    const files = index ??= new FileIndex(list());
    // braces within braces are written out; a matcher knows one level
    const plain = /\{[^{}]*\{/.test(pattern) ? expand(pattern) : [pattern];
    return [...new Set(plain.flatMap((one) => matching(one, files)))].sort();
  };
}

function matching(pattern: string, files: FileIndex): readonly string[] {
  // most patterns find nothing, so that is found out first; making a matcher is the dear part
  if (extensionsOf(pattern)?.some((end) => files.hasExtension(end)) === false) return [];
  const lists = new Set(lastNames(pattern).map((name) => files.candidates(name)));
  if ([...lists].every((list) => list.length === 0)) return [];
  const matcher = toRegExp(pattern);
  // a file that stands in two lists is taken out by whoever called
  return [...lists].flatMap((list) => list.filter((file) => matcher.test(file)));
}
