import { zipSync } from "fflate";
import { createTar } from "nanotar";
import { SOURCE_TIME } from "./bundle.ts";

/** A file of an archive. */
export interface Entry {
  /** With forward slashes. */
  readonly path: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly mode: 0o644 | 0o755;
}

/**
 * Packs files so that the same files are the same bytes: sorted, of one time, owned by root, and a
 * gzip header that names nothing.
 * @param name its end says the form: ".zip" or ".tar.gz"
 */
export function pack(name: string, entries: readonly Entry[]): Promise<Uint8Array> {
  const sorted = [...entries].sort((a, b) => a.path < b.path ? -1 : 1);
  return name.endsWith(".zip") ? Promise.resolve(zip(sorted)) : gzip(tar(sorted));
}

function tar(entries: readonly Entry[]): Uint8Array<ArrayBuffer> {
  const owner = { uid: 0, gid: 0, user: "root", group: "root", mtime: SOURCE_TIME.getTime() };
  return createTar(entries.map(({ bytes, mode, path }) => ({
    name: path,
    data: bytes,
    attrs: { ...owner, mode: mode.toString(8) },
  }))) as Uint8Array<ArrayBuffer>;
}

/** Deno's own: it writes neither a name nor a time nor the system into the header. */
function gzip(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Response(packed).bytes();
}

const MADE_ON_UNIX = 3;
/** A zip file has the time of a place, and fflate asks the machine for its own. */
const LOCAL_TIME = new Date(2020, 0, 1);

function zip(entries: readonly Entry[]): Uint8Array {
  const options = { level: 6, mtime: LOCAL_TIME, os: MADE_ON_UNIX } as const;
  return zipSync(Object.fromEntries(
    entries.map(({ bytes, mode, path }) => [path, [bytes, { ...options, attrs: mode << 16 }]]),
  ));
}
