import { ENGINES } from "../engines/registry.ts";
import type { Evidence } from "./evidence.ts";
import { backupsOf, listing } from "./folder.ts";
import { FOLDER_OWNER } from "./isolate.ts";
import { lastLines, proofScript, type Stage, StepFailure } from "./stage.ts";

/**
 * The dump tool in the sidecar is the very one that the server came with.
 * @throws StepFailure where that does not hold
 */
export async function proveTools(stage: Stage, { subject: { id, plan } }: Evidence): Promise<void> {
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

/**
 * A backup is one file, whole, private, with its checksum.
 * @throws StepFailure where that does not hold
 */
export async function proveBackup(stage: Stage, evidence: Evidence): Promise<void> {
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

/**
 * A dump tool that stops halfway, or fails, makes no backup, and the health check tells.
 * @throws StepFailure where that does not hold
 */
export async function proveFailures(stage: Stage, { subject: { id } }: Evidence): Promise<void> {
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

/**
 * What is older than RETENTION_DAYS goes, and nothing else does.
 * @throws StepFailure where that does not hold
 */
export async function proveRetention(
  stage: Stage,
  { file, subject: { id } }: Evidence,
): Promise<void> {
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
