import { unhealthyReasons } from "../sidecar/sidecar.ts";
import type { CheckedBackup, EngineStatus, Status } from "../sidecar/survey.ts";
import { bytesInWords, durationInWords, sparkline, table } from "./measures.ts";
import { PURPOSES } from "./purposes.ts";
import type { Paint } from "./terminal.ts";

/** Sizes that the small picture shows at the most. */
const BARS = 30;

/** Every backup, a table for each engine. */
export function listLines(
  backups: readonly CheckedBackup[],
  now: Date,
  paint: Paint,
): readonly string[] {
  const engines = [...new Set(backups.map(({ engine }) => engine))].sort();
  return engines.flatMap((engine) => {
    const own = backups.filter((backup) => backup.engine === engine);
    const rows = own.map((backup) => [
      `  ${backup.time.replace("T", " ")}`,
      age(backup, now),
      bytesInWords(backup.bytes),
      checksumInWords(backup),
      backup.snapshot ? `snapshot ${backup.snapshot}` : PURPOSES[backup.kind],
      backup.file,
    ]);
    return [
      paint.bold(engine),
      ...table(rows, [2]).map((line, index) =>
        own[index]?.checksum === "differs" ? paint.red(line) : line
      ),
    ];
  });
}

function age({ at }: CheckedBackup, now: Date): string {
  return `${durationInWords(now.getTime() - at.epochMilliseconds)} ago`;
}

function checksumInWords({ checksum }: CheckedBackup): string {
  switch (checksum) {
    case "ok":
      return "checked";
    case "differs":
      return "DAMAGED";
    case "missing":
      return "no checksum";
    case "unreadable":
      return "not readable";
    case "unchecked":
      return "not checked";
  }
}

/** How the backups are, for people. */
export function statusLines(status: Status, now: Date, paint: Paint): readonly string[] {
  const { state, health, report } = status.container;
  const lines = [`${paint.bold("db-backup")}: ${containerInWords(status, paint)}`];
  if (state === "running" && health !== "healthy" && report) {
    lines.push(...unhealthyReasons(status.container).map((reason) => `  unhealthy: ${reason}`));
  }
  const warnings = report.split("\n").filter((line) => line.startsWith("warning"));
  return [
    ...lines,
    ...warnings.map((line) => paint.yellow(`  ${line}`)),
    ...status.engines.flatMap((engine) =>
      engineLines(engine, { now, paint, runs: status.container.state === "running" })
    ),
    ...verifiedLines(status, now, paint),
  ];
}

/** Whether it was ever seen that they restore; nothing where it was not, as with a project that is new. */
function verifiedLines({ verified }: Status, now: Date, paint: Paint): readonly string[] {
  if (!verified) return [];
  const when = `${durationInWords(now.getTime() - Date.parse(verified.at))} ago`;
  const what = verified.kind === "drill" ? "restore drill" : "verify";
  return [
    `${paint.bold(what)}: ${
      verified.ok ? `${when}, ${verified.checks} checks held` : paint.red(`${when}, failed`)
    }`,
  ];
}

function containerInWords(
  { container: { state, health, elsewhere } }: Status,
  paint: Paint,
): string {
  if (elsewhere) return paint.yellow("runs for another copy of the project");
  if (state === "absent") return paint.yellow("not started");
  if (state !== "running") return paint.yellow(`not running (${state})`);
  if (health === "healthy") return paint.green("healthy");
  return health === "unhealthy" ? paint.red("unhealthy") : paint.yellow(health || "running");
}

function engineLines(
  status: EngineStatus,
  { now, paint, runs }: { now: Date; paint: Paint; runs: boolean },
): readonly string[] {
  const { backups, failing, lastError, lastSuccess, next } = status;
  const rows: string[][] = [];
  const ago = (at: number) => `${durationInWords(now.getTime() - at)} ago`;
  rows.push([
    "  last success",
    lastSuccess
      ? `${ago(lastSuccess.at)}, ${bytesInWords(lastSuccess.bytes)}, ${lastSuccess.file}`
      : "none",
  ]);
  if (lastError) {
    const text = `${ago(lastError.at)}: ${lastError.text}`;
    rows.push(["  last error", failing ? paint.red(text) : text]);
  }
  rows.push([
    "  next run",
    !runs
      ? "never: the sidecar does not run"
      : next
      ? `${
        next.toPlainDateTime().toString({ smallestUnit: "minute" }).replace("T", " ")
      } ${next.timeZoneId}, in ${durationInWords(next.epochMilliseconds - now.getTime())}`
      : "never: no line of the crontab backs it up",
  ]);
  if (backups.length > 0) {
    const sizes = backups.map(({ bytes }) => bytes);
    const total = sizes.reduce((sum, size) => sum + size, 0);
    rows.push(["  backups", `${backups.length}, ${bytesInWords(total)} in all`]);
    if (backups.length > 1) {
      const shown = sizes.slice(-BARS);
      const ends = `${bytesInWords(shown[0] ?? 0)} to ${bytesInWords(shown.at(-1) ?? 0)}`;
      rows.push(["  sizes", `${sparkline(shown)}  ${ends}`]);
    }
  }
  return [paint.bold(status.engine), ...table(rows)];
}

/** Every snapshot, a line each. */
export function snapshotLines(backups: readonly CheckedBackup[], now: Date): readonly string[] {
  return table(
    backups.map((backup) => [
      backup.snapshot ?? "",
      backup.engine,
      backup.time.replace("T", " "),
      age(backup, now),
      bytesInWords(backup.bytes),
    ]),
    [4],
  );
}
