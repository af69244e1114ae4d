import { basename, dirname, resolve } from "node:path";
import { DockstartError } from "../errors.ts";
import { confirm } from "../ui/ask.ts";
import { bytesInWords, durationInWords } from "../ui/measures.ts";
import { type Backup, readBackups } from "../sidecar/backups.ts";
import type { Sidecar } from "../sidecar/sidecar.ts";
import { surveyBackups, zoneOf } from "../sidecar/survey.ts";
import { reasonIn } from "./backup.ts";
import type { Session, Speaker } from "./session.ts";

/** What is to be put back. */
export interface Restoring {
  readonly engine: string;
  readonly file: string;
  /** Into another database of the server than the one that the file is of. */
  readonly database?: string | undefined;
  /** A file with age's secret key. */
  readonly key?: string | undefined;
  /** Whether the present state is saved first. */
  readonly safetyBackup: boolean;
}

/** Who is asked before data is replaced. */
export interface Asking {
  readonly session: Session;
  readonly yes: boolean;
}

/**
 * The backup that a user means: a name, a path into the backup folder, or "latest".
 * @param set the series that "latest" is looked for in: "postgres", "postgres.NAME"
 * @throws DockstartError "failed" when there is none
 */
export function chooseBackup(sidecar: Sidecar, set: string, wanted: string): Backup {
  const all = readBackups(sidecar.folder);
  if (wanted === "latest") {
    const latest = all.findLast((each) => each.set === set && each.kind === "unknown");
    if (latest) return latest;
    throw new DockstartError(
      "failed",
      `There is no backup of ${set} yet`,
      "dockstart backup makes one; dockstart list shows what there is.",
    );
  }
  const isPath = wanted !== basename(wanted);
  const inFolder = !isPath || resolve(dirname(wanted)) === resolve(sidecar.folder) ||
    dirname(wanted) === "/backup";
  const found = inFolder && all.find(({ file }) => file === basename(wanted));
  if (found) return found;
  throw new DockstartError(
    "failed",
    `There is no backup "${wanted}" in ${sidecar.folder}`,
    inFolder
      ? "dockstart list shows what there is."
      : "Copy the file into that folder, under a name such as postgres-2025-12-20T03-00-00.sql.gz, and try again.",
  );
}

/**
 * What is to be said of a backup that is far smaller than one before it: something may have emptied the
 * database before it was taken. As retention.sh has it, less than half is far smaller.
 */
export function suspicion({ folder }: Sidecar, chosen: Backup): string | undefined {
  if (chosen.kind !== "unknown") return undefined;
  const larger = readBackups(folder).findLast((each) =>
    each.set === chosen.set && each.kind === "unknown" && each.time < chosen.time &&
    chosen.bytes * 2 < each.bytes
  );
  return larger &&
    `warning: ${chosen.file} is far smaller than ${larger.file} before it: ${
      bytesInWords(chosen.bytes)
    }, and ${bytesInWords(larger.bytes)}`;
}

/**
 * Says what will be replaced, and asks. Without a terminal, only --yes is an answer.
 * @returns false when the person says no
 */
export async function isWanted(
  sidecar: Sidecar,
  backups: readonly Backup[],
  { asking, speaker }: { asking: Asking; speaker: Speaker },
): Promise<boolean> {
  for (const backup of backups) {
    const doubt = suspicion(sidecar, backup);
    if (doubt) speaker.screen.note(doubt);
  }
  if (asking.yes) return true;
  const { sinks, host } = asking.session;
  if (!sinks.canAsk) {
    throw new DockstartError(
      "usage",
      "A restore replaces what is in the database, and there is nobody here to ask",
      "Add --yes when that is what you want.",
    );
  }
  const known = await surveyBackups(sidecar, await zoneOf(sidecar), false);
  for (const backup of backups) {
    const at = known.find(({ file }) => file === backup.file)?.at;
    const age = at ? ` (${durationInWords(host.now().getTime() - at.epochMilliseconds)} ago)` : "";
    speaker.say(
      `${backup.engine} goes back to ${backup.time.replace("T", " ")}${age}, ${
        bytesInWords(backup.bytes)
      }: ${backup.file}`,
    );
  }
  return await confirm("Replace what is in there now?", speaker.screen.colour);
}

/**
 * Runs restore.sh in the sidecar.
 * @throws DockstartError "failed" with the script's own reason
 */
export async function putBack(
  sidecar: Sidecar,
  restoring: Restoring,
  say: (line: string) => void,
): Promise<void> {
  const { engine, file, database, key, safetyBackup } = restoring;
  const errors: string[] = [];
  const argv = [
    "/scripts/restore.sh",
    engine,
    ...(safetyBackup ? [] : ["--no-safety-backup"]),
    ...(database === undefined ? [] : ["--database", database]),
    ...(key === undefined ? [] : ["--key", "-"]),
    `/backup/${file}`,
  ];
  const { code } = await sidecar.exec(argv, {
    ...(key === undefined ? {} : { stdin: readKey(key) }),
    onLine(line) {
      // for those who have started the script themselves
      if (!line.includes(" to undo: ")) say(line);
      if (line.includes(" error: ")) errors.push(line);
    },
  });
  if (code === 0) return;
  const busy = code === 75;
  throw new DockstartError(
    "failed",
    busy
      ? "Another backup or restore is under way"
      : `The restore of ${engine} failed${errors[0] ? `: ${reasonIn(errors[0])}` : ""}`,
    busy
      ? "Wait until it has ended: dockstart status shows how it went."
      : "docker compose logs db-backup shows more; dockstart list shows the backups.",
  );
}

/**
 * The text of a file with age's secret key.
 * @throws DockstartError "failed" when it cannot be read
 */
export function readKey(path: string): Uint8Array {
  try {
    return Deno.readFileSync(path);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new DockstartError(
      "failed",
      `The key "${path}" cannot be read`,
      "Give the file that age-keygen wrote, with the secret key in it.",
    );
  }
}
