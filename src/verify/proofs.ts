import { ENGINES } from "../engines/registry.ts";
import { backupsOf, listing } from "./folder.ts";
import { FOLDER_OWNER } from "./isolate.ts";
import { lastLines, proofScript, type Stage, StepFailure } from "./stage.ts";
import type { Subject } from "./subjects.ts";

/** What is learned of an engine step by step. */
export interface Evidence {
  readonly subject: Subject;
  /** The fingerprint of the seeded data. */
  seeded: string;
  /** The test backup's file name. */
  file: string;
  bytes: number;
  backupSeconds: number;
  restoreSeconds: number;
}

/** One thing that has to hold for an engine. */
export interface Proof {
  /** What holds: a sentence. */
  readonly name: string;
  /** What to look at where it does not. */
  readonly hint: string;
  prove(stage: Stage, evidence: Evidence): Promise<void>;
}

const SCRIPTS =
  "Look into .devcontainer/scripts and Dockerfile.backup; dockstart init --diff shows what was changed there.";

/** Everything, in this order: each proof begins from what the one before it has left. */
export const PROOFS: readonly Proof[] = [
  {
    name: "the sidecar's tools are of the server's own release",
    hint: "The build argument with the image's name has to be the one that the service runs.",
    prove: proveTools,
  },
  {
    name: "a backup is a checked file of the folder's owner, for nobody else to read",
    hint: SCRIPTS,
    prove: proveBackup,
  },
  {
    name:
      "a dump that stops halfway, or fails, is not called a backup, and the sidecar is unhealthy",
    hint: SCRIPTS,
    prove: proveFailures,
  },
  {
    name: "retention takes what is too old, and nothing else",
    hint: SCRIPTS,
    prove: proveRetention,
  },
  {
    name: "a restore brings back exactly what was backed up",
    hint: SCRIPTS,
    prove: proveRestore,
  },
  {
    name: "a restore refuses a damaged file, and changes nothing",
    hint: SCRIPTS,
    prove: proveRefusal,
  },
];

async function proveTools(stage: Stage, { subject: { id, plan } }: Evidence): Promise<void> {
  const kit = ENGINES[id].server;
  const [program] = kit?.clientPrograms ?? [];
  if (!program || !plan.server) return;
  const ours = withoutPath(await stage.shell(`${program} --version`));
  const theirs = withoutPath(
    await stage.must(["exec", "-T", plan.server.service, program, "--version"]),
  );
  if (ours !== theirs) {
    throw new StepFailure(`the sidecar has "${ours}", the server "${theirs}"`);
  }
}

/** Some programs say by which path they were started before they say what they are. */
function withoutPath(version: string): string {
  return version.trim().replace(/^\S*\//, "");
}

async function proveBackup(stage: Stage, evidence: Evidence): Promise<void> {
  const { id } = evidence.subject;
  const before = await backupsOf(stage, id);
  const started = performance.now();
  await backUp(stage, id);
  evidence.backupSeconds = (performance.now() - started) / 1000;
  const made = (await backupsOf(stage, id)).filter(({ name }) =>
    !before.some((old) => old.name === name)
  );
  const [file] = made;
  if (!file || made.length > 1) {
    throw new StepFailure(`it made ${made.length} files where one is due`);
  }
  evidence.file = file.name;
  evidence.bytes = file.bytes;
  if (file.mode !== "600") {
    throw new StepFailure(`${file.name} has the mode ${file.mode} and should have 600`);
  }
  if (file.owner !== `${FOLDER_OWNER}`) {
    throw new StepFailure(
      `${file.name} belongs to the uid ${file.owner}, the folder to ${FOLDER_OWNER}`,
    );
  }
  const sum = await stage.sidecar(["sh", "-c", `cd /backup && sha256sum -c "${file.name}.sha256"`]);
  if (sum.code !== 0) {
    throw new StepFailure(`${file.name} has no checksum that fits`, lastLines(sum.stderr));
  }
  await requireHealth(stage, true);
}

async function proveFailures(stage: Stage, { subject: { id } }: Evidence): Promise<void> {
  const tool = ENGINES[id].dumpTool;
  const faulty = proofScript(stage.templates, id, "faulty");
  for (const [how, what] of [["halfway", "stops halfway"], ["fails", "fails"]] as const) {
    const before = await listing(stage);
    await stage.shell(
      `real=$(command -v ${tool}) && mv "$real" "$real.real" && printf '%s' "$STUB" | sed "1a HOW=${how} REAL=$real.real" > "$real" && chmod 755 "$real"`,
      { STUB: faulty },
    );
    const { code, stdout, stderr } = await stage.sidecar(["/usr/local/bin/backup.sh", id]);
    await stage.shell(`real=$(command -v ${tool}) && mv "$real.real" "$real"`);
    const log = lastLines(stdout + stderr);
    if (code === 0) {
      throw new StepFailure(`${tool} ${what}, and backup.sh says that all is well`, log);
    }
    if (await listing(stage) !== before) {
      throw new StepFailure(`${tool} ${what}, and files in the folder have changed`, log);
    }
    await requireHealth(stage, false);
  }
  await backUp(stage, id);
  await requireHealth(stage, true);
}

async function proveRetention(stage: Stage, { file, subject: { id } }: Evidence): Promise<void> {
  const days = Number((await stage.shell('echo "${RETENTION_DAYS:-7}"')).trim());
  const ending = file.slice(file.indexOf("."));
  // in the sidecar's own time zone, which the names are in
  const stamps = await stage.shell(
    `for hours in ${days * 24 + 48} ${
      days * 24 - 2
    }; do date -d "@$(($(date +%s) - hours * 3600))" +%Y-%m-%dT%H-%M-%S; done`,
  );
  const [old = "", young = ""] = stamps.split("\n");
  const expired = `${id}-${old}${ending}`;
  const kept = [`${id}-${young}${ending}`, `${id}-other-${old}${ending}`, "notes.txt"];
  const planted = [expired, ...kept].map((name) => `"${name}"`).join(" ");
  await stage.shell(`cd /backup && for name in ${planted}; do cp -p "$FILE" "$name"; done`, {
    FILE: file,
  });
  await backUp(stage, id, { KEEP_DAILY: "", KEEP_WEEKLY: "", KEEP_MONTHLY: "" });
  const left = (await stage.shell(`cd /backup && ls && rm -f ${planted}`)).split("\n");
  const gone = [file, ...kept].filter((name) => !left.includes(name));
  if (gone.length > 0) {
    throw new StepFailure(`it deleted ${gone.join(", ")}, which should have stayed`);
  }
  if (left.includes(expired)) {
    throw new StepFailure(`it kept ${expired}, which is older than ${days} days`);
  }
}

async function proveRestore(stage: Stage, evidence: Evidence): Promise<void> {
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

async function proveRefusal(stage: Stage, { file, seeded, subject }: Evidence): Promise<void> {
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

async function backUp(
  stage: Stage,
  engine: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<void> {
  const { code, stdout, stderr } = await stage.sidecar(
    ["/usr/local/bin/backup.sh", engine],
    environment,
  );
  if (code !== 0) throw new StepFailure("backup.sh failed", lastLines(stdout + stderr));
}

async function requireHealth(stage: Stage, healthy: boolean): Promise<void> {
  const { code, stdout } = await stage.sidecar(["/scripts/healthcheck.sh"]);
  if ((code === 0) === healthy) return;
  throw new StepFailure(
    healthy
      ? "the backup succeeded, and the health check says otherwise"
      : "the backup failed, and the health check says that all is well",
    lastLines(stdout),
  );
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
