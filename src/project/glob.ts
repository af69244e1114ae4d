/** "a/{b,c}.yml" → ["a/b.yml", "a/c.yml"]; braces do not nest. */
function expand(pattern: string): readonly string[] {
  const brace = /\{([^{}]*)\}/.exec(pattern);
  if (!brace) return [pattern];
  const before = pattern.slice(0, brace.index);
  const after = pattern.slice(brace.index + brace[0].length);
  return (brace[1] ?? "").split(",").flatMap((choice) => expand(before + choice + after));
}

/** `*` and `?` stay inside a folder, a whole segment `**` crosses folders. */
function toRegExp(pattern: string): RegExp {
  const parts = pattern.split("/").map((segment, index, all) => {
    if (segment === "**") return index === all.length - 1 ? ".*" : "(?:[^/]+/)*";
    const plain = segment.replace(/[.+^$()|[\]\\{}]/g, "\\$&").replaceAll("*", "[^/]*")
      .replaceAll("?", "[^/]");
    return index === all.length - 1 ? plain : `${plain}/`;
  });
  return new RegExp(`^${parts.join("")}$`);
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

  candidates(pattern: string): readonly string[] {
    const last = baseName(pattern);
    if (!/[*?]/.test(last)) {
      const found = this.#byName.get(last) ?? [];
      return typeof found === "string" ? [found] : found;
    }
    const end = extension(last);
    if (last.includes(".") && !/[*?]/.test(end)) return this.#byExtension.get(end) ?? [];
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
    const found = new Set<string>();
    for (const one of expand(pattern)) {
      const matcher = toRegExp(one);
      for (const file of files.candidates(one)) if (matcher.test(file)) found.add(file);
    }
    return [...found].sort();
  };
}
