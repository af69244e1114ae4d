import type { Evidence } from "./evidence.ts";
import { lastLines, type Stage, StepFailure } from "./stage.ts";

/**
 * After damage, a restore makes the data what it was.
 * @throws StepFailure where that does not hold
 */
export async function proveRestore(stage: Stage, evidence: Evidence): Promise<void> {
  const { file, seeded, subject } = evidence;
  await stage.proof(subject, "damage");
  const damaged = await stage.proof(subject, "fingerprint");
  if (damaged === seeded) throw new Error(`The damage to ${subject.id} changes nothing.`);
  const started = performance.now();
  const { code, stdout, stderr } = await restore(stage, subject.id, `/backup/${file}`);
  evidence.restoreSeconds = (performance.now() - started) / 1000;
  if (code !== 0) throw new StepFailure("the restore failed", lastLines(stdout + stderr));
  const restored = await stage.proof(subject, "fingerprint");
  if (restored !== seeded) {
    throw new StepFailure(
      "what came back is not what was backed up",
      differences(seeded, restored),
    );
  }
}

/**
 * A damaged file is refused, and the data stays as it is.
 * @throws StepFailure where that does not hold
 */
export async function proveRefusal(
  stage: Stage,
  { file, seeded, subject }: Evidence,
): Promise<void> {
  const damages: Readonly<Record<string, string>> = {
    "a changed byte":
      'cat "$FILE" > bad && cat "$FILE.sha256" > bad.sha256 && printf X | dd of=bad bs=1 seek=$(($(stat -c %s bad) / 2)) conv=notrunc 2> /dev/null',
    "half a file": 'head -c $(($(stat -c %s "$FILE") / 2)) "$FILE" > bad',
  };
  for (const [what, damage] of Object.entries(damages)) {
    await stage.shell(`cd /backup && ${damage} && chmod 644 bad`, { FILE: file });
    const { code, stdout, stderr } = await restore(stage, subject.id, "/backup/bad");
    await stage.shell("cd /backup && rm -f bad bad.sha256");
    const log = lastLines(stdout + stderr);
    if (code === 0) {
      throw new StepFailure(`${what} was restored as if nothing were wrong with it`, log);
    }
    if (await stage.proof(subject, "fingerprint") !== seeded) {
      throw new StepFailure(`${what} was refused, and the data has changed all the same`, log);
    }
  }
}

function restore(stage: Stage, engine: string, path: string) {
  return stage.sidecar([`/scripts/restore-${engine}.sh`, path]);
}

/** The first lines that differ, as a person would point at them. */
function differences(expected: string, actual: string): readonly string[] {
  const there = new Set(actual.split("\n"));
  const wanted = new Set(expected.split("\n"));
  const missing = [...wanted].filter((line) => !there.has(line)).slice(0, 4);
  const extra = [...there].filter((line) => !wanted.has(line)).slice(0, 4);
  return [...missing.map((line) => `missing: ${line}`), ...extra.map((line) => `instead: ${line}`)]
    .map((line) => line.slice(0, 200));
}
