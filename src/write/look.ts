import { DockstartError } from "../errors.ts";
import type { Disk } from "./disk.ts";

/** What is at a place where dockstart has a file, or wants one. */
export interface Found {
  readonly kind: "file" | "folder" | "link" | "device";
  readonly mode: number | null;
  /** Of a file. */
  readonly bytes?: Uint8Array;
}

/** Looks at a path inside the project; undefined where nothing is. */
export type Look = (path: string) => Found | undefined;

/**
 * Looks into a folder without ever following a link.
 * @param home the project's folder, links resolved
 * @returns a function that throws DockstartError "conflict" where a link or a file is in a folder's
 * place, and "unreadable" where a file may not be read
 */
export function looker(home: string, disk: Disk): Look {
  return (path) => {
    refuseToLeave(home, path, disk);
    const there = readable(path, () => disk.lstat(`${home}/${path}`));
    if (!there) return undefined;
    if (there.isSymlink) return { kind: "link", mode: there.mode };
    if (there.isDirectory) return { kind: "folder", mode: there.mode };
    if (!there.isFile) return { kind: "device", mode: there.mode };
    return {
      kind: "file",
      mode: there.mode,
      bytes: readable(path, () => disk.read(`${home}/${path}`)),
    };
  };
}

/** A file's text, as it is written down; undefined where it is not UTF-8 or not a file. */
export function textOf(found: Found): string | undefined {
  if (!found.bytes) return undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(found.bytes);
  } catch {
    return undefined;
  }
}

/** Every folder on the way has to be a real one: a link could lead anywhere. */
function refuseToLeave(home: string, path: string, disk: Disk): void {
  const parts = path.split("/");
  for (let depth = 1; depth < parts.length; depth++) {
    const folder = parts.slice(0, depth).join("/");
    const there = readable(folder, () => disk.lstat(`${home}/${folder}`));
    if (!there) return;
    if (there.isSymlink) {
      throw new DockstartError(
        "conflict",
        "This is a link, and dockstart writes into real folders of the project only",
        "Replace the link by a folder, or run dockstart on the folder that it leads to.",
        { file: folder },
      );
    }
    if (!there.isDirectory) {
      throw new DockstartError(
        "conflict",
        "A file is where a folder has to be",
        "Move the file away and try again.",
        { file: folder },
      );
    }
  }
}

function readable<Value>(path: string, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Deno.errors.PermissionDenied)) throw error;
    throw new DockstartError(
      "unreadable",
      "It may not be read",
      "Make it readable for you, or move it away, and try again.",
      { file: path },
    );
  }
}
