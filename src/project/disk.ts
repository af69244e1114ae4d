import { basename, isAbsolute, join, posix, relative, resolve, sep } from "node:path";
import { DockstartError } from "../errors.ts";
import { isBinary, isSkippedFolder, MAX_DEPTH, MAX_ENTRIES, MAX_FILE_BYTES } from "./bounds.ts";
import { globber } from "./glob.ts";
import type { Project } from "./project.ts";

/** What is asked of the file system; the default is the real one. */
export interface Disk {
  stat(path: string): Pick<Deno.FileInfo, "isFile" | "isDirectory" | "size">;
  realPath(path: string): string;
  read(path: string): Uint8Array;
  list(path: string): Iterable<Deno.DirEntry>;
}

const REAL_DISK: Disk = {
  stat: (path) => Deno.statSync(path),
  realPath: (path) => Deno.realPathSync(path),
  read: (path) => Deno.readFileSync(path),
  list: (path) => Deno.readDirSync(path),
};

/**
 * The folder at `path`, read-only: it never follows a link out of the folder, and reads each file
 * at most once.
 * @throws DockstartError "no-project" when there is no folder at `path`, "unreadable" when it may
 * not be looked into
 */
export function openProject(path: string, disk: Disk = REAL_DISK): Project {
  return new DiskProject(path, folderAt(path, disk), disk);
}

function folderAt(path: string, disk: Disk): string {
  try {
    const real = disk.realPath(resolve(path));
    if (disk.stat(real).isDirectory) return real;
  } catch (error) {
    if (!isMissing(error)) throw unreadable(path, error);
    throw new DockstartError(
      "no-project",
      `There is no folder "${path}"`,
      "Give the path of the project's folder, or run dockstart inside it.",
    );
  }
  throw new DockstartError(
    "no-project",
    `"${path}" is not a folder`,
    "Give the folder that the file lies in.",
  );
}

class DiskProject implements Project {
  readonly name: string;
  readonly glob: (pattern: string) => readonly string[];
  readonly #texts = new Map<string, string | undefined>();
  readonly #names = new Map<string, ReadonlySet<string> | "unknown">();

  constructor(path: string, readonly root: string, readonly disk: Disk) {
    this.name = basename(resolve(path)) || basename(root) || "app";
    this.glob = globber(() => this.#walk());
  }

  has(path: string): boolean {
    if (!this.#isListed(path)) return false;
    try {
      const inside = this.#inside(path);
      return inside !== undefined && this.disk.stat(inside).isFile;
    } catch {
      return false;
    }
  }

  text(path: string): string | undefined {
    if (!this.#texts.has(path)) this.#texts.set(path, this.#read(path));
    return this.#texts.get(path);
  }

  #read(path: string): string | undefined {
    if (!this.#isListed(path)) return undefined;
    try {
      const inside = this.#inside(path);
      if (inside === undefined) return undefined;
      const info = this.disk.stat(inside);
      if (!info.isFile || info.size > MAX_FILE_BYTES) return undefined;
      const bytes = this.disk.read(inside);
      return isBinary(bytes) ? undefined : new TextDecoder().decode(bytes);
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw unreadable(path, error);
    }
  }

  /** Most files that are asked for are not there, and asking the system for each of them is dear. */
  #isListed(path: string): boolean {
    if (isAbsolute(path)) return false;
    const { dir, base } = posix.parse(posix.normalize(path));
    const folder = dir || ".";
    const names = this.#names.get(folder) ?? this.#namesIn(folder);
    this.#names.set(folder, names);
    return names === "unknown" || names.has(base);
  }

  /** A folder may be entered that may not be listed. */
  #namesIn(folder: string): ReadonlySet<string> | "unknown" {
    if (folder !== "." && !this.#isListed(folder)) return new Set();
    try {
      const inside = this.#inside(folder);
      return new Set(
        inside === undefined ? [] : [...this.disk.list(inside)].map(({ name }) => name),
      );
    } catch (error) {
      return isMissing(error) ? new Set() : "unknown";
    }
  }

  /** The real path of a file of the project; undefined where links lead out of the folder. */
  #inside(path: string): string | undefined {
    const real = this.disk.realPath(join(this.root, path));
    const way = relative(this.root, real);
    return way === ".." || way.startsWith(`..${sep}`) || way === resolve(way) ? undefined : real;
  }

  /** Breadth first, so that a bound cuts off what is deepest. Linked folders are not entered. */
  #walk(): readonly string[] {
    const files: string[] = [];
    const folders: { path: string; depth: number }[] = [{ path: "", depth: 0 }];
    let entries = 0;
    for (const folder of folders) {
      for (const entry of this.#entries(folder.path)) {
        if (++entries > MAX_ENTRIES) return files;
        const path = folder.path ? `${folder.path}/${entry.name}` : entry.name;
        if (entry.isFile || (entry.isSymlink && this.has(path))) files.push(path);
        else if (entry.isDirectory && folder.depth < MAX_DEPTH && !isSkippedFolder(entry.name)) {
          folders.push({ path, depth: folder.depth + 1 });
        }
      }
    }
    return files;
  }

  /** Sorted, so that a bound cuts the same on every machine; nothing where it may not be listed. */
  #entries(path: string): readonly Deno.DirEntry[] {
    try {
      return [...this.disk.list(join(this.root, path))].sort((a, b) => a.name < b.name ? -1 : 1);
    } catch (error) {
      if (path === "") throw unreadable(".", error);
      return [];
    }
  }
}

/** A loop of links is as good as a missing file. */
function isMissing(error: unknown): boolean {
  return error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory ||
    error instanceof Deno.errors.FilesystemLoop;
}

function unreadable(file: string, error: unknown): DockstartError {
  const why = error instanceof Error ? error.message.replace(/ \(os error \d+\).*$/, "") : "";
  return new DockstartError(
    "unreadable",
    `It cannot be read: ${why || "the system gives no reason"}`,
    "Make it readable for you, then run dockstart again.",
    { file },
  );
}
