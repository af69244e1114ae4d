import { createHash } from "node:crypto";
import { join } from "node:path";

/** What a backup was taken for. */
export type BackupKind = "scheduled" | "missed" | "manual" | "safety" | "snapshot" | "unknown";

/** Whether a backup is still what was written. */
export type Checksum = "ok" | "differs" | "missing" | "unreadable" | "unchecked";

/** One backup in the folder, by its name. */
export interface Backup {
  readonly file: string;
  /** The series that it belongs to: "postgres", "postgres.NAME". */
  readonly set: string;
  readonly engine: string;
  readonly kind: BackupKind;
  /** Of a snapshot. */
  readonly snapshot?: string;
  /** The time in the name: "2025-12-20T03:00:00", in the sidecar's time zone. */
  readonly time: string;
  readonly bytes: number;
}

/** As files.sh names them: [safety-|snapshot-NAME-]SET-TIME.FORMAT[.gz|.zst][.age]. */
const NAME =
  /^(?:(safety)-|snapshot-([A-Za-z0-9_-]+)-)?([a-z]+)((?:\.[A-Za-z0-9_%]+)?)-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)\.[a-z]+(?:\.gz|\.zst)?(?:\.age)?$/;

/** Reads a backup's name; undefined for other people's files. */
export function parseName(file: string): Omit<Backup, "bytes"> | undefined {
  const parts = NAME.exec(file);
  if (!parts) return undefined;
  const [, safety, snapshot, engine = "", database = "", day, hour, minute, second] = parts;
  return {
    file,
    set: engine + database,
    engine,
    kind: safety ? "safety" : snapshot ? "snapshot" : "unknown",
    ...(snapshot ? { snapshot } : {}),
    time: `${day}T${hour}:${minute}:${second}`,
  };
}

/**
 * The backups in a folder, oldest first.
 * @param kinds what the history knows of scheduled and manual ones, by file name
 */
export function readBackups(
  folder: string,
  kinds: ReadonlyMap<string, BackupKind> = new Map(),
): readonly Backup[] {
  return entries(folder).flatMap((file) => {
    const known = parseName(file);
    if (!known) return [];
    const kind = known.kind === "unknown" ? kinds.get(file) ?? "unknown" : known.kind;
    return [{ ...known, kind, bytes: sizeOf(join(folder, file)) }];
  }).sort((a, b) => a.time < b.time ? -1 : a.time > b.time ? 1 : a.file < b.file ? -1 : 1);
}

function entries(folder: string): readonly string[] {
  try {
    return [...Deno.readDirSync(folder)].filter(({ isFile }) => isFile).map(({ name }) => name);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}

function sizeOf(path: string): number {
  return Deno.statSync(path).size;
}

/** Compares a backup with the checksum beside it. */
export async function checkSum(folder: string, file: string): Promise<Checksum> {
  try {
    const expected = Deno.readTextFileSync(join(folder, `${file}.sha256`)).split(/\s/, 1)[0];
    const hash = createHash("sha256");
    using stream = await Deno.open(join(folder, file));
    for await (const chunk of stream.readable) hash.update(chunk);
    return hash.digest("hex") === expected ? "ok" : "differs";
  } catch (error) {
    return error instanceof Deno.errors.NotFound ? "missing" : "unreadable";
  }
}
