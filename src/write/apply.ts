import { DockstartError } from "../errors.ts";
import { blobId } from "./blob_id.ts";
import { acts, type Change } from "./change.ts";
import { type Disk, reasonOf } from "./disk.ts";
import { type Journal, JOURNAL_PATH, journalText } from "./journal.ts";
import { looker } from "./look.ts";
import { RECORD_PATH, type RecordedPlan } from "./record.ts";
import { plainText } from "./text_form.ts";

/** What the changes are applied to. */
export interface Site {
  /** The project's folder, links resolved. */
  readonly home: string;
  readonly disk: Disk;
  /** What a run that was cut short has left. */
  readonly unfinished?: Journal;
}

/** What was done besides writing the files. */
export interface Applied {
  /** Copies of what was overwritten, as paths inside the project. */
  readonly copies: readonly string[];
}

/**
 * Carries the changes out: none of them is a conflict any more. The order lets a run be cut short
 * anywhere. First comes the journal, so that the next run knows this one's files from the user's; then
 * the files, each written beside its place, synced and renamed, so that whoever looks sees the old one
 * or the new one; then the record, which is true only when everything else is there; and last the
 * journal goes.
 * @param changes the record's own change among them, last
 * @throws DockstartError "not-written" when the disk refuses; running init again finishes the job
 */
export function apply(changes: readonly Change[], site: Site, plan: RecordedPlan): Applied {
  const { home, disk, unfinished } = site;
  const todo = changes.filter(acts);
  const suffix = crypto.randomUUID().slice(0, 8);
  step(JOURNAL_PATH, () => {
    if (unfinished) removeLeftovers(unfinished, site);
    if (todo.length === 0) return dropJournal(site);
    const files = new Map([...unfinished?.files ?? [], ...begun(todo)]);
    const overwritten = todo.filter(({ keepCopy }) => keepCopy).map(({ path }) => path);
    const journal = journalText({ suffix, plan, files, overwritten });
    disk.makeFolder(`${home}/${JOURNAL_PATH.slice(0, JOURNAL_PATH.lastIndexOf("/"))}`);
    if (!unfinished) dropJournal(site);
    replaceJournal(journal, site);
  });
  const copies: string[] = [];
  for (const change of todo) {
    step(change.path, () => {
      if (change.keepCopy) copies.push(...keepCopy(change.path, site));
      applyOne(change, site, suffix);
    });
  }
  step(JOURNAL_PATH, () => {
    dropJournal(site);
    for (const { path, kind } of todo) if (kind === "remove") removeEmptyFolders(path, site);
    // a removal that was cut short at its very end
    if (unfinished && todo.length === 0) removeEmptyFolders(JOURNAL_PATH, site);
  });
  return { copies };
}

/** The files that the journal has to name; the record itself speaks for itself. */
function begun(todo: readonly Change[]): Journal["files"] {
  return new Map(
    todo.flatMap(({ path, id, after, keepCopy }) => {
      const mine = path !== RECORD_PATH && id !== undefined && after !== undefined && !keepCopy;
      return mine ? [[path, { generated: id, written: blobId(plainText(after)) }]] : [];
    }),
  );
}

/** The old journal is still true until the new one is whole. */
function replaceJournal(text: string, { home, disk, unfinished }: Site): void {
  const bytes = new TextEncoder().encode(text);
  const path = `${home}/${JOURNAL_PATH}`;
  if (!unfinished) return createJournal(path, bytes, disk);
  const beside = `${path}.tmp`;
  if (disk.lstat(beside)) disk.removeFile(beside);
  disk.create(beside, bytes, 0o644);
  disk.rename(beside, path);
}

/** It was not there a moment ago: somebody else has just begun. */
function createJournal(path: string, bytes: Uint8Array, disk: Disk): void {
  try {
    disk.create(path, bytes, 0o644);
  } catch (error) {
    if (!(error instanceof Deno.errors.AlreadyExists)) throw error;
    throw new DockstartError(
      "not-written",
      "Another dockstart is writing here",
      "Wait until it has ended, then run it again.",
      { file: JOURNAL_PATH },
    );
  }
}

function dropJournal({ home, disk }: Site): void {
  for (const name of [`${home}/${JOURNAL_PATH}.tmp`, `${home}/${JOURNAL_PATH}`]) {
    if (disk.lstat(name)) disk.removeFile(name);
  }
}

/** Files of a run that was killed before it could rename them. */
function removeLeftovers(unfinished: Journal, { home, disk }: Site): void {
  const look = looker(home, disk);
  for (const path of [...unfinished.files.keys(), ...unfinished.overwritten, RECORD_PATH]) {
    // no folder on the way may be a link
    look(path);
    const beside = besideName(`${home}/${path}`, unfinished.suffix);
    if (disk.lstat(beside)?.isFile) disk.removeFile(beside);
  }
}

function besideName(target: string, suffix: string): string {
  return `${target}.${suffix}.tmp`;
}

function applyOne(change: Change, { home, disk }: Site, suffix: string): void {
  const target = `${home}/${change.path}`;
  if (change.kind === "remove") return disk.removeFile(target);
  if (change.before === change.after && !change.keepCopy) return disk.chmod(target, change.mode);
  disk.makeFolder(target.slice(0, target.lastIndexOf("/")));
  const beside = besideName(target, suffix);
  try {
    disk.create(beside, new TextEncoder().encode(change.after), change.mode);
    disk.rename(beside, target);
  } catch (error) {
    if (disk.lstat(beside)) disk.removeFile(beside);
    throw error;
  }
}

/** The folders that a removed file was the last one in. */
function removeEmptyFolders(path: string, { home, disk }: Site): void {
  const parts = path.split("/");
  for (let depth = parts.length - 1; depth > 0; depth--) {
    const folder = `${home}/${parts.slice(0, depth).join("/")}`;
    if (disk.lstat(folder)) disk.removeFolder(folder);
  }
}

/** Renames what is in the way, to a name that nothing has yet. */
function keepCopy(path: string, { home, disk }: Site): readonly string[] {
  // a run that was cut short may have got as far as this
  if (!disk.lstat(`${home}/${path}`)) return [];
  for (let count = 0;; count++) {
    const copy = `${path}.orig${count === 0 ? "" : `.${count}`}`;
    if (disk.lstat(`${home}/${copy}`)) continue;
    disk.rename(`${home}/${path}`, `${home}/${copy}`);
    return [copy];
  }
}

function step(path: string, act: () => void): void {
  try {
    act();
  } catch (error) {
    if (error instanceof DockstartError || !isRefusal(error)) throw error;
    throw new DockstartError(
      "not-written",
      `The file could not be written: ${reasonOf(error)}`,
      "Make room and see that the folder is yours to write, then run init again: it finishes what is missing.",
      { file: path },
    );
  }
}

/** Whether it was the system that refused, and not a mistake of dockstart's. */
function isRefusal(error: unknown): boolean {
  return error instanceof Error && !(error instanceof TypeError) &&
    !(error instanceof RangeError) && !(error instanceof ReferenceError);
}
