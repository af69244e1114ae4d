import type { DrillReport } from "../verify/drill.ts";
import type { Report, Step } from "../verify/report.ts";
import type { Watcher } from "../verify/verify.ts";
import { bytesInWords, table } from "./measures.ts";
import type { Paint, Terminal } from "./terminal.ts";

/** What a step is called among those of all engines. */
function title({ engine, name }: Pick<Step, "engine" | "name">): string {
  return engine ? `${engine}: ${name}` : name;
}

/**
 * Shows each step: on a terminal as it begins, replaced by its result; elsewhere the result alone.
 * @param status writes over the last line of the terminal; undefined where there is none
 */
export function watcherFor(
  say: (line: string) => void,
  screen: Terminal,
  status: ((text: string) => void) | undefined,
): Watcher {
  return {
    begins: (step) => status?.(`… ${title(step)}`),
    ends: (step) => {
      status?.("");
      for (const line of stepLines(step, screen.paint)) say(line);
    },
  };
}

function stepLines(step: Step, paint: Paint): readonly string[] {
  const time = paint.dim(`(${step.seconds.toFixed(1)} s)`);
  if (step.ok) return [`${paint.green("✓")} ${title(step)} ${time}`];
  return [
    `${paint.red("✗")} ${title(step)} ${time}`,
    `  ${paint.red(step.reason ?? "")}`,
    ...(step.log ?? []).filter((line) => line.trim() !== step.reason).map((line) =>
      paint.dim(`  | ${line}`)
    ),
  ];
}

/** What was proved, an engine a line. */
export function verdictLines(report: Report, paint: Paint): readonly string[] {
  if (!report.ok) return [];
  return [
    "",
    ...report.engines.map(({ backupSeconds, bytes, engine, image, restoreSeconds }) =>
      `${paint.bold(engine)} (${image}): backed up in ${backupSeconds.toFixed(1)} s, ${
        bytesInWords(bytes)
      }; restored in ${restoreSeconds.toFixed(1)} s`
    ),
    paint.green(
      `The backups of ${report.project} restore. ${report.steps.length} checks in ${
        Math.round(report.seconds)
      } s.`,
    ),
  ];
}

/** What was in the backups that were restored. */
export function drillLines(report: DrillReport, paint: Paint): readonly string[] {
  return report.restored.flatMap(({ backup, contents, restoreSeconds }) => {
    const rows = contents.map(([name, count]) => [`  ${name}`, count.toLocaleString("en")]);
    const none = contents.length === 0 ? ["  nothing is in it"] : [];
    return [
      "",
      paint.bold(`${backup.file}, restored in ${restoreSeconds.toFixed(1)} s`),
      ...table(rows, [1]),
      ...none,
    ];
  });
}
