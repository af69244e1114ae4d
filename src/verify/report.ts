import type { EngineId } from "../engines/engine.ts";

/** One thing that verify has looked at. */
export interface Step {
  /** Absent for what concerns all engines. */
  readonly engine?: EngineId;
  /** What holds when the step succeeds: "a restore brings back exactly what was backed up". */
  readonly name: string;
  readonly ok: boolean;
  readonly seconds: number;
  /** Why it failed. */
  readonly reason?: string;
  /** The last lines of what was printed meanwhile. */
  readonly log?: readonly string[];
  readonly hint?: string;
}

/** What was measured of an engine on the way. */
export interface Measured {
  readonly engine: EngineId;
  readonly image: string;
  readonly bytes: number;
  readonly backupSeconds: number;
  readonly restoreSeconds: number;
}

export interface Report {
  readonly schema: 1;
  readonly project: string;
  readonly ok: boolean;
  /** When it began, ISO 8601. */
  readonly at: string;
  readonly seconds: number;
  readonly steps: readonly Step[];
  readonly engines: readonly Measured[];
}

/** The report as CI systems read it. */
export function junit(report: Omit<Report, "engines">): string {
  const cases = report.steps.map((step) => {
    const open = `  <testcase classname="${
      text(`${report.project}.${step.engine ?? "sidecar"}`)
    }" name="${text(step.name)}" time="${step.seconds.toFixed(3)}"`;
    if (step.ok) return `${open}/>`;
    const log = text([step.reason ?? "", ...(step.log ?? [])].join("\n"));
    return `${open}>\n    <failure message="${
      text(step.reason ?? "failed")
    }">${log}</failure>\n  </testcase>`;
  });
  const failures = report.steps.filter(({ ok }) => !ok).length;
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuite name="dockstart verify" tests="${report.steps.length}" failures="${failures}" time="${
    report.seconds.toFixed(3)
  }" timestamp="${report.at}">
${cases.join("\n")}
</testsuite>
`;
}

/** Text for XML, without the control characters that it cannot hold. */
function text(value: string): string {
  return value
    // deno-lint-ignore no-control-regex -- these are what has to go
    .replace(/[\x00-\x08\x0b\x0c\x0e-\x1f]/g, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
