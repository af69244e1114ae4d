import { blobId } from "./blob_id.ts";
import type { Change } from "./change.ts";
import type { Disk } from "./disk.ts";
import { type Look, textOf } from "./look.ts";
import type { Owned } from "./owned.ts";
import { RECORD_PATH } from "./record.ts";
import { plainText } from "./text_form.ts";

const HOME = ".devcontainer";
const BACKUPS = `${HOME}/backups`;
/** What dockstart itself puts into the backups folder. */
const PLACEHOLDERS: ReadonlySet<string> = new Set([".gitkeep", ".gitignore"]);

/**
 * What taking dockstart out of a project would do: its unchanged files go, everything else in
 * .devcontainer stays, the backups above all, with what keeps them out of git. The record goes last.
 */
export function removal(
  owned: Owned,
  ground: { readonly home: string; readonly disk: Disk; readonly look: Look },
): readonly Change[] {
  if (!ground.look(RECORD_PATH) && owned.paths.length === 0) return [];
  const backups = backupsIn(ground);
  const own = owned.paths.flatMap((path) => removeOwn(path, owned, ground.look));
  const kept = own.map((change): Change =>
    backups > 0 && change.path.endsWith(".gitignore") && change.kind === "remove"
      ? { ...change, kind: "leave", why: "it keeps your backups out of git" }
      : change
  );
  const known = new Set([...kept.map(({ path }) => path), RECORD_PATH]);
  const record = ground.look(RECORD_PATH);
  return [
    ...kept,
    ...(backups > 0
      ? [stays(`${BACKUPS}/`, `${backups} ${backups === 1 ? "file" : "files"}`)]
      : []),
    ...others(known, ground).map((path) => stays(path, "not written by dockstart")),
    ...(record ? [{ path: RECORD_PATH, kind: "remove" as const, mode: 0o644 as const }] : []),
  ];
}

function removeOwn(path: string, owned: Owned, look: Look): readonly Change[] {
  const found = look(path);
  if (!found) return [];
  const before = textOf(found);
  const yours = before === undefined ? undefined : plainText(before);
  const unchanged = yours !== undefined && blobId(yours) === owned.idOf(path, yours);
  if (!unchanged) return [stays(path, "changed by hand")];
  return [{ path, kind: "remove", mode: 0o644, ...(before === undefined ? {} : { before }) }];
}

function stays(path: string, why: string): Change {
  return { path, kind: "leave", mode: 0o644, why };
}

function backupsIn({ home, disk }: { readonly home: string; readonly disk: Disk }): number {
  return disk.list(`${home}/${BACKUPS}`).filter((name) => !PLACEHOLDERS.has(name)).length;
}

/** Whatever else is in .devcontainer: a folder with nothing of dockstart's in it is named once. */
function others(
  known: ReadonlySet<string>,
  { home, disk }: { readonly home: string; readonly disk: Disk },
): readonly string[] {
  const visit = (folder: string): readonly string[] =>
    disk.list(`${home}/${folder}`).map((name) => `${folder}/${name}`).flatMap((path) => {
      if (known.has(path) || path === BACKUPS) return [];
      const isFolder = disk.lstat(`${home}/${path}`)?.isDirectory ?? false;
      if (!isFolder) return [path];
      return [...known].some((each) => each.startsWith(`${path}/`)) ? visit(path) : [`${path}/`];
    });
  return visit(HOME);
}
