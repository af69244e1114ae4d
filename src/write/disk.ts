/**
 * What writing does to the file system, one step at a time: whoever kills the program does it between
 * two of these. Paths are absolute.
 */
export interface Disk {
  /** What is there, links not followed; undefined when nothing is. */
  lstat(path: string): Deno.FileInfo | undefined;
  read(path: string): Uint8Array;
  /** Names in a folder, sorted; none where there is no folder. */
  list(path: string): readonly string[];
  /** With the folders above it; a folder that is there stays. */
  makeFolder(path: string): void;
  /** Creates a file that is not there yet and syncs it. A failure may leave a part of it behind. */
  create(path: string, bytes: Uint8Array, mode: number): void;
  rename(from: string, to: string): void;
  chmod(path: string, mode: number): void;
  removeFile(path: string): void;
  /** Removes a folder that is empty, and leaves any other. */
  removeFolder(path: string): void;
}

export const realDisk: Disk = {
  lstat(path) {
    try {
      return Deno.lstatSync(path);
    } catch (error) {
      if (isNothing(error)) return undefined;
      throw error;
    }
  },
  read: (path) => Deno.readFileSync(path),
  list(path) {
    try {
      return [...Deno.readDirSync(path)].map(({ name }) => name).sort();
    } catch (error) {
      if (isNothing(error)) return [];
      throw error;
    }
  },
  makeFolder: (path) => Deno.mkdirSync(path, { recursive: true }),
  create(path, bytes, mode) {
    const file = Deno.openSync(path, { write: true, createNew: true, mode });
    try {
      for (let written = 0; written < bytes.length;) {
        written += file.writeSync(bytes.subarray(written));
      }
      file.syncSync();
    } finally {
      file.close();
    }
    // the mode that a file is created with loses what the umask takes
    Deno.chmodSync(path, mode);
  },
  rename: (from, to) => Deno.renameSync(from, to),
  chmod: (path, mode) => Deno.chmodSync(path, mode),
  removeFile: (path) => Deno.removeSync(path),
  removeFolder(path) {
    if (Deno.lstatSync(path).isDirectory && [...Deno.readDirSync(path)].length === 0) {
      Deno.removeSync(path);
    }
  },
};

function isNothing(error: unknown): boolean {
  return error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory;
}

/** What the system says of a failure, without its error number. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message.replace(/\s*\(os error \d+\).*$/s, "") : "";
}
