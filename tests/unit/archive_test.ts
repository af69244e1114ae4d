import { deepStrictEqual as equal } from "node:assert";
import { unzipSync } from "fflate";
import { parseTar } from "nanotar";
import { type Entry, pack } from "../../scripts/archive.ts";

const text = (path: string, mode: Entry["mode"] = 0o644): Entry => ({
  path,
  mode,
  bytes: new TextEncoder().encode(`this is ${path}\n`.repeat(100)),
});
const ENTRIES = [text("d/dockstart.exe", 0o755), text("d/LICENSE"), text("d/man/man1/x.1")];

for (const name of ["release.zip", "release.tar.gz"]) {
  Deno.test(`${name} is the same bytes, whatever order its files came in`, async () => {
    equal(await pack(name, ENTRIES), await pack(name, [...ENTRIES].reverse()));
  });
}

Deno.test("a zip file holds the files, of one time, with their modes for Unix", async () => {
  const zip = await pack("release.zip", ENTRIES);
  const files = unzipSync(zip);
  equal(Object.keys(files), ["d/LICENSE", "d/dockstart.exe", "d/man/man1/x.1"]);
  for (const { bytes, path } of ENTRIES) equal(files[path], bytes);
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const directory = view.getUint32(zip.length - 6, true);
  equal(view.getUint32(directory, true), 0x02014b50);
  // the first of January 2020, midnight, as MS-DOS writes it
  equal(view.getUint32(directory + 12, true), ((40 << 9 | 1 << 5 | 1) << 16) >>> 0);
  equal(view.getUint32(directory + 38, true) >>> 16, 0o644);
});

Deno.test("a tar file's entries belong to root, and are of one time", async () => {
  const packed = new Blob([await pack("release.tar.gz", ENTRIES) as Uint8Array<ArrayBuffer>]);
  const tar = packed.stream().pipeThrough(new DecompressionStream("gzip"));
  const entries = parseTar(await new Response(tar).bytes());
  equal(entries.map(({ name }) => name), ["d/LICENSE", "d/dockstart.exe", "d/man/man1/x.1"]);
  for (const { attrs } of entries) {
    equal([attrs?.uid, attrs?.gid, attrs?.user, attrs?.group, attrs?.mtime], [
      ...[0, 0, "root", "root"],
      Date.UTC(2020, 0, 1) / 1000,
    ]);
  }
});
