import { join } from "node:path";
import { type Backup, type Checksum, checkSum, readBackups } from "./backups.ts";
import { kindsOf, readHistory, type Run } from "./history.ts";
import { nextRun, schedulesFor } from "./next_run.ts";
import type { ContainerState, Sidecar } from "./sidecar.ts";
import { readVerified, type Verified } from "./verified.ts";

/** A backup with all that the folder says of it. */
export interface CheckedBackup extends Backup {
  /** When it was taken. */
  readonly at: Temporal.Instant;
  readonly checksum: Checksum;
}

/** One engine of a project, and how its backups are. */
export interface EngineStatus {
  readonly engine: string;
  readonly lastSuccess?: Run;
  /** The last failure, where no success has come after it. */
  readonly failing?: Run;
  /** The last failure of all. */
  readonly lastError?: Run;
  readonly next?: Temporal.ZonedDateTime;
  /** The ordinary backups, oldest first. */
  readonly backups: readonly Backup[];
}

export interface Status {
  readonly container: ContainerState;
  readonly zone: string;
  readonly engines: readonly EngineStatus[];
  /** Absent where nobody has verified yet. */
  readonly verified?: Verified;
}

/**
 * Every backup in the folder.
 * @param check whether each is compared with its checksum, which reads it whole
 */
export async function surveyBackups(
  sidecar: Sidecar,
  zone: string,
  check: boolean,
): Promise<readonly CheckedBackup[]> {
  const { folder } = sidecar;
  const backups = readBackups(folder, kindsOf(readHistory(folder)));
  return await Promise.all(backups.map(async (backup) => ({
    ...backup,
    at: Temporal.PlainDateTime.from(backup.time).toZonedDateTime(zone).toInstant(),
    checksum: check ? await checkSum(folder, backup.file) : "unchecked" as const,
  })));
}

/** The time zone of the sidecar: of its schedule, and of the names of its backups. */
export async function zoneOf(sidecar: Sidecar): Promise<string> {
  const { services } = await sidecar.config();
  const zone = services["db-backup"]?.environment?.["TZ"] || "UTC";
  try {
    Temporal.Now.instant().toZonedDateTimeISO(zone);
    return zone;
  } catch {
    // what the C library does with a name that it does not know
    return "UTC";
  }
}

/** How a project's backups are: from its folder, and from docker where its container is there. */
export async function surveyStatus(sidecar: Sidecar): Promise<Status> {
  const container = await sidecar.stateNow();
  const zone = await zoneOf(sidecar);
  const { folder } = sidecar;
  const history = readHistory(folder);
  const backups = readBackups(folder, kindsOf(history)).filter(({ kind }) =>
    kind !== "safety" && kind !== "snapshot"
  );
  const now = Temporal.Instant.fromEpochMilliseconds(sidecar.docker.host.now().getTime());
  const crontab = readCrontab(sidecar);
  const engines = enginesIn(sidecar).map((engine) => ({
    engine,
    ...attempts(history.filter((run) => run.engine === engine && isBackup(run))),
    ...nextOf(crontab, engine, { now, zone }),
    backups: backups.filter((backup) => backup.engine === engine),
  }));
  const verified = readVerified(folder);
  return { container, zone, engines, ...(verified ? { verified } : {}) };
}

/** What is backed up: each engine has a file among the scripts that knows about it. */
export function enginesIn(sidecar: Sidecar): readonly string[] {
  const names = [...Deno.readDirSync(join(sidecar.located.home, "scripts"))].map(({ name }) =>
    name
  );
  return names.flatMap((name) => /^engine-([a-z]+)\.sh$/.exec(name)?.[1] ?? []).sort();
}

/** What was saved before a restore is no backup that is due. */
function isBackup({ file, result }: Run): boolean {
  return result !== "restored" && !file.startsWith("safety-");
}

function attempts(
  runs: readonly Run[],
): Pick<EngineStatus, "lastSuccess" | "failing" | "lastError"> {
  const lastSuccess = runs.findLast(({ result }) => result === "ok");
  const lastError = runs.findLast(({ result }) => result === "failed");
  const failing = lastError && (!lastSuccess || lastError.at > lastSuccess.at);
  return {
    ...(lastSuccess ? { lastSuccess } : {}),
    ...(lastError ? { lastError } : {}),
    ...(failing ? { failing: lastError } : {}),
  };
}

function nextOf(
  crontab: string,
  engine: string,
  { now, zone }: { now: Temporal.Instant; zone: string },
): { next?: Temporal.ZonedDateTime } {
  const runs = schedulesFor(crontab, engine).flatMap((schedule) =>
    nextRun(schedule, now, zone) ?? []
  );
  const [next] = runs.sort(Temporal.ZonedDateTime.compare);
  return next ? { next } : {};
}

function readCrontab(sidecar: Sidecar): string {
  try {
    return Deno.readTextFileSync(join(sidecar.located.home, "crontab"));
  } catch {
    return "";
  }
}
