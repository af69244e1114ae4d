import { join } from "node:path";
import { DockstartError } from "../errors.ts";
import type { Backup } from "../sidecar/backups.ts";
import { lastLine } from "../sidecar/docker.ts";
import { SIDECAR } from "../sidecar/locate.ts";
import type { Sidecar } from "../sidecar/sidecar.ts";
import { FOLDER_OWNER } from "./isolate.ts";
import type { Report } from "./report.ts";
import { lastLines, StepFailure } from "./stage.ts";
import { type Rehearsal, rehearse, type VerifyOptions } from "./verify.ts";

/** A backup of the user's own, and what was in it once it was restored. */
export interface Drilled {
  readonly backup: Backup;
  /** Each table, or each database of keys, and how many rows or keys it has. */
  readonly contents: readonly (readonly [name: string, count: number])[];
  readonly restoreSeconds: number;
}

export interface DrillReport extends Omit<Report, "engines"> {
  readonly restored: readonly Drilled[];
}

export interface DrillOptions extends VerifyOptions {
  /** The text of age's secret key, where the backups are encrypted. */
  readonly key?: Uint8Array | undefined;
}

/**
 * The restore drill: backups of the user's own are restored into throwaway servers of the same release.
 * The live databases are not touched, and need not run.
 * @param backups at most one for an engine
 * @throws DockstartError "no-docker" when docker is not usable, "interrupted"
 */
export async function drill(
  sidecar: Sidecar,
  backups: readonly Backup[],
  options: DrillOptions,
): Promise<DrillReport> {
  const { docker } = sidecar;
  const started = docker.host.now();
  const restored: Drilled[] = [];
  const { project, steps } = await rehearse(sidecar, options, async (rehearsal) => {
    const begun = await rehearsal.step(
      {
        name: "the sidecar starts",
        hint: "docker compose logs db-backup, in the project itself, may show more.",
      },
      () => rehearsal.stage.startSidecar(),
    );
    if (!begun) return;
    for (const backup of backups) await drillOne(backup, { rehearsal, restored, sidecar, options });
  }, backups.map(({ engine }) => engine));
  const seconds = (docker.host.now().getTime() - started.getTime()) / 1000;
  const ok = steps.every((step) => step.ok);
  return { schema: 1, project, ok, at: started.toISOString(), seconds, steps, restored };
}

interface Drilling {
  readonly rehearsal: Rehearsal;
  readonly restored: Drilled[];
  readonly sidecar: Sidecar;
  readonly options: DrillOptions;
}

async function drillOne(backup: Backup, drilling: Drilling): Promise<void> {
  const { rehearsal: { stage, step, subjects }, restored, sidecar, options } = drilling;
  const subject = subjects.find(({ id }) => id === backup.engine);
  if (!subject) throw new Error(`The sidecar has no ${backup.engine}.`);
  let restoreSeconds = 0;
  const worked = await step(
    {
      engine: subject.id,
      name: `${backup.file} restores into ${
        subject.plan.server ? `a server of ${subject.image}` : "a new file"
      }`,
      hint: "dockstart list shows the other backups: try an older one with --backup NAME.",
    },
    async () => {
      await copyIn(backup, drilling);
      const begun = performance.now();
      const argv = [
        `/scripts/restore-${subject.id}.sh`,
        "--no-safety-backup",
        ...(options.key ? ["--key", "-"] : []),
        `/backup/${backup.file}`,
      ];
      const { code, stdout, stderr } = await stage.sidecar(argv, {}, options.key);
      restoreSeconds = (performance.now() - begun) / 1000;
      if (code !== 0) throw new StepFailure(reasonOf(stderr), lastLines(stdout + stderr));
    },
  );
  if (!worked) return;
  await step(
    { engine: subject.id, name: "what is in it can be read", hint: sidecar.folder },
    async () => {
      const text = await stage.proof(subject, "contents");
      restored.push({ backup, contents: countsIn(text), restoreSeconds });
    },
  );
}

/** Copies a backup, and what belongs to it, into the isolated folder. */
async function copyIn(backup: Backup, { rehearsal: { stage }, sidecar }: Drilling): Promise<void> {
  const { file } = backup;
  for (const name of [file, `${file}.sha256`, `globals-${file}`, `globals-${file}.sha256`]) {
    const path = join(sidecar.folder, name);
    if (!exists(path)) continue;
    const { code, stderr } = await stage.copy(path, SIDECAR, `/backup/${name}`);
    if (code !== 0) throw new StepFailure(`${path} could not be copied: ${lastLine(stderr)}`);
  }
  // docker cp writes them as root's or leaves them their owner, and only the owner may change the mode
  await stage.shell(
    `cd /backup && for name in *"${file}"*; do chown 0:0 "$name" && chmod 600 "$name" && chown ${FOLDER_OWNER}:${FOLDER_OWNER} "$name"; done`,
  );
}

function exists(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}

function reasonOf(stderr: string): string {
  const line = stderr.split("\n").find((each) => each.includes(" error: "));
  return line?.replace(/^.*? error: /, "") ?? lastLine(stderr);
}

/** "name<tab>12" a line. */
function countsIn(text: string): readonly (readonly [string, number])[] {
  return text.split("\n").filter(Boolean).map((line) => {
    const place = line.lastIndexOf("\t");
    return [line.slice(0, place), Number(line.slice(place + 1))] as const;
  });
}

/**
 * The backups that a drill is of.
 * @param wanted a name, a path into the folder, or "latest" for the newest of every engine
 * @throws DockstartError "failed" when there is none
 */
export function backupsToDrill(
  all: readonly Backup[],
  wanted: string,
): readonly Backup[] {
  const name = wanted.slice(wanted.lastIndexOf("/") + 1);
  if (wanted !== "latest") {
    const found = all.find(({ file }) => file === name);
    if (found) return [found];
    throw new DockstartError(
      "failed",
      `There is no backup "${wanted}"`,
      "dockstart list shows what there is.",
    );
  }
  const latest = new Map<string, Backup>();
  for (const backup of all) {
    if (backup.kind !== "safety" && backup.kind !== "snapshot" && backup.set === backup.engine) {
      latest.set(backup.engine, backup);
    }
  }
  if (latest.size > 0) return [...latest.values()];
  throw new DockstartError(
    "failed",
    "There is no backup yet",
    "dockstart backup makes one; without --backup, verify makes its own.",
  );
}
