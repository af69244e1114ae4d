import { isBinary, isWalked, MAX_FILE_BYTES } from "./bounds.ts";
import { globber } from "./glob.ts";
import type { Project } from "./project.ts";

/**
 * A project that is only in memory, with the same bounds as one on disk.
 * @param files text by relative path with forward slashes
 */
export function memoryProject(name: string, files: Readonly<Record<string, string>>): Project {
  const texts = new Map(Object.entries(files));
  return {
    name,
    has: (path) => texts.has(path),
    text(path) {
      const text = texts.get(path);
      if (text === undefined) return undefined;
      const bytes = new TextEncoder().encode(text);
      return bytes.length > MAX_FILE_BYTES || isBinary(bytes) ? undefined : text;
    },
    glob: globber(() => [...texts.keys()].filter(isWalked)),
  };
}
