import type { EngineId } from "../engines/engine.ts";
import { DockstartError } from "../errors.ts";
import type { Templates } from "../render/render.ts";
import type { Sidecar } from "../sidecar/sidecar.ts";
import { enginesIn } from "../sidecar/survey.ts";
import { firstBackups } from "./first_backups.ts";
import { isolate } from "./isolate.ts";
import { Lease } from "./lease.ts";
import { removeLeftovers, removeRun } from "./leftovers.ts";
import type { Evidence } from "./evidence.ts";
import { PROOFS } from "./proofs.ts";
import type { Report, Step } from "./report.ts";
import { Stage, StepFailure } from "./stage.ts";
import { madeDatabases, type Subject, subjectsOf } from "./subjects.ts";

/** Hears of each step, as it begins and as it ends. */
export interface Watcher {
  begins(step: Pick<Step, "engine" | "name">): void;
  ends(step: Step): void;
}

export interface VerifyOptions {
  readonly templates: Templates;
  /** Leaves the image that was built, so that the next run is faster. */
  readonly keep: boolean;
  readonly watcher: Watcher;
}

/** A run that goes on, and all that it has found so far. */
export interface Rehearsal {
  readonly stage: Stage;
  readonly subjects: readonly Subject[];
  readonly steps: Step[];
  /**
   * Runs one step and writes it down.
   * @returns whether it held
   */
  step(about: StepAbout, body: () => Promise<void>): Promise<boolean>;
}

export interface StepAbout {
  readonly engine?: EngineId;
  readonly name: string;
  readonly hint: string;
}

/**
 * Proves, with real containers, that the backups of a project restore: the files on disk are built and
 * run apart from the project, on data of its own.
 * @throws DockstartError "no-docker" when docker is not usable, "interrupted"
 */
export async function verify(sidecar: Sidecar, options: VerifyOptions): Promise<Report> {
  const started = sidecar.docker.host.now();
  const evidence: Evidence[] = [];
  const { project, steps } = await rehearse(sidecar, options, async (rehearsal) => {
    const { stage, step, subjects } = rehearsal;
    for (const subject of subjects) {
      const seeded = await step(
        { engine: subject.id, name: "data that is hard to carry is in the database", hint: SERVER },
        async () => {
          await stage.proof(subject, "seed");
          evidence.push({
            subject,
            seeded: await stage.proof(subject, "fingerprint"),
            file: "",
            bytes: 0,
            backupSeconds: 0,
            restoreSeconds: 0,
          });
        },
      );
      if (!seeded) return;
    }
    const begun = await step(
      { name: "the sidecar starts, backs up what was missed, and is healthy", hint: SIDECAR_LOGS },
      () => firstBackups(stage, evidence),
    );
    if (!begun) return;
    for (const each of evidence) await proveAll(each, rehearsal);
  });
  const now = sidecar.docker.host.now();
  return {
    schema: 1,
    project,
    ok: steps.every(({ ok }) => ok),
    at: started.toISOString(),
    seconds: (now.getTime() - started.getTime()) / 1000,
    steps,
    engines: evidence.map(({ subject, bytes, backupSeconds, restoreSeconds }) => ({
      engine: subject.id,
      image: subject.image,
      bytes,
      backupSeconds,
      restoreSeconds,
    })),
  };
}

const SERVER = "docker logs of the database's container shows what it objects to.";
const SIDECAR_LOGS = "docker compose logs db-backup, in the project itself, may show the same.";

/** A proof that fails leaves the next one nothing to begin from; the next engine is another matter. */
async function proveAll(evidence: Evidence, { stage, step }: Rehearsal): Promise<void> {
  for (const { name, hint, prove } of PROOFS) {
    const about = { engine: evidence.subject.id, name, hint };
    if (!await step(about, () => prove(stage, evidence))) return;
  }
}

/**
 * Builds the sidecar and starts the databases apart from the project; takes all of it away in the end,
 * whatever has happened.
 * @param body what is done with them
 * @param drilled the engines whose backups are restored, in a sidecar without a schedule; all engines,
 * with it, when they are not named
 */
export async function rehearse(
  sidecar: Sidecar,
  { keep, templates, watcher }: VerifyOptions,
  body: (rehearsal: Rehearsal) => Promise<void>,
  drilled?: readonly string[],
): Promise<{ readonly project: string; readonly steps: readonly Step[] }> {
  const { docker } = sidecar;
  await docker.check();
  await removeLeftovers(docker);
  const config = await sidecar.config();
  const subjects = subjectsOf(config, drilled ?? enginesIn(sidecar));
  const id = crypto.randomUUID().slice(0, 8);
  const services = [...new Set(subjects.flatMap(({ plan }) => plan.server?.service ?? []))];
  const lease = await Lease.take(id, docker.host.now());
  const isolation = isolate(config, services, {
    id,
    owner: lease.owner,
    schedules: drilled === undefined,
    more: madeDatabases(config, subjects),
  });
  const stage = new Stage(docker, isolation, templates);
  const steps: Step[] = [];
  const step = (about: StepAbout, run: () => Promise<void>) =>
    perform(about, run, { steps, watcher });
  try {
    const ready = await step(
      {
        name: "the sidecar is built from the files on disk",
        hint: "Dockerfile.backup is what is built.",
      },
      () => stage.build(),
    ) && await step(
      { name: "the project's own databases start, apart from the project", hint: SERVER },
      () => stage.startServers(subjects),
    );
    if (ready) await body({ stage, subjects, steps, step });
  } finally {
    await removeRun(docker, id, keep);
    await lease.release();
  }
  return { project: config.name, steps };
}

async function perform(
  { engine, name, hint }: StepAbout,
  run: () => Promise<void>,
  { steps, watcher }: { steps: Step[]; watcher: Watcher },
): Promise<boolean> {
  const about = { ...(engine ? { engine } : {}), name };
  watcher.begins(about);
  const started = performance.now();
  const end = (step: Omit<Step, "name" | "engine" | "seconds">) => {
    const whole = { ...about, seconds: (performance.now() - started) / 1000, ...step };
    steps.push(whole);
    watcher.ends(whole);
    return whole.ok;
  };
  try {
    await run();
    return end({ ok: true });
  } catch (error) {
    if (error instanceof StepFailure) {
      const { hint: better = hint, log, message } = error;
      return end({ ok: false, reason: message, log, hint: better });
    }
    if (error instanceof DockstartError && error.kind === "failed") {
      return end({ ok: false, reason: error.message, log: [], hint: error.hint });
    }
    throw error;
  }
}
