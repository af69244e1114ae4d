import { Eta } from "eta";
import { PURPOSES } from "./purposes.ts";
import type { Run } from "../sidecar/history.ts";
import { unhealthyReasons } from "../sidecar/sidecar.ts";
import type { EngineStatus, Status } from "../sidecar/survey.ts";
import { bytesInWords, durationInWords } from "./measures.ts";

/** What the page is made of. */
export interface PageFacts {
  readonly project: string;
  readonly status: Status;
  readonly history: readonly Run[];
  /** The names of all backups that are there, those before restores and snapshots among them. */
  readonly files: ReadonlySet<string>;
  readonly now: Date;
}

type Tone = "" | "good" | "bad" | "warn";

const WIDTH = 640;
const BASE = 120;
const HEIGHT = 121;
/** The highest bar. */
const HIGHEST = BASE - 4;
/** Runs that the table below a picture shows. */
const LISTED = 50;

/**
 * One self-contained page: a timeline for each engine, sizes, failures, the last restores.
 * @param template templates/page/status.eta
 */
export function statusPage(facts: PageFacts, template: string): string {
  const { history, now, project, status } = facts;
  const eta = new Eta({ autoEscape: true, autoTrim: false });
  return eta.renderString(template, {
    project,
    now: { iso: now.toISOString(), says: clock(now.getTime(), status.zone) },
    health: health(status),
    verified: verified(status, now),
    restores: history.filter(({ result }) => result === "restored").slice(-3).reverse().map((run) =>
      `${run.engine} was restored from ${run.file}, ${ago(run.at, now)}.`
    ),
    engines: status.engines.map((engine) => engineFacts(engine, facts)),
  });
}

/** In the sidecar's own time zone, as in the names of the backups. */
function clock(at: number, zone: string): string {
  const time = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  const minute = time.toPlainDateTime().toString({ smallestUnit: "minute" });
  return `${minute.replace("T", " ")} ${zone}`;
}

function ago(at: number, now: Date): string {
  return `${durationInWords(now.getTime() - at)} ago`;
}

function health(
  { container }: Status,
): { readonly says: string; readonly tone: Tone; readonly reasons: readonly string[] } {
  const { elsewhere, health, state } = container;
  const reasons = unhealthyReasons(container);
  if (elsewhere) {
    return { says: `The sidecar runs for another copy: ${elsewhere}`, tone: "warn", reasons: [] };
  }
  if (state === "absent") return { says: "The sidecar is not started", tone: "warn", reasons: [] };
  if (state !== "running") {
    return { says: `The sidecar does not run: ${state}`, tone: "warn", reasons: [] };
  }
  if (health === "healthy") return { says: "Healthy: all is backed up", tone: "good", reasons: [] };
  return health === "unhealthy"
    ? { says: "Not healthy", tone: "bad", reasons }
    : { says: "The sidecar is starting", tone: "warn", reasons };
}

function verified({ verified }: Status, now: Date): { readonly says: string; readonly tone: Tone } {
  if (!verified) {
    return {
      says: "Never verified: dockstart verify proves that the backups restore.",
      tone: "warn",
    };
  }
  const what = verified.kind === "drill" ? "The last restore drill" : "The last verify";
  const when = ago(Date.parse(verified.at), now);
  return verified.ok
    ? { says: `${what}, ${when}: ${verified.checks} checks held.`, tone: "good" }
    : { says: `${what}, ${when}, failed.`, tone: "bad" };
}

function engineFacts(engine: EngineStatus, { files, history, now, status: { zone } }: PageFacts) {
  const runs = history.filter((run) => run.engine === engine.engine);
  return {
    title: engine.engine,
    facts: lines(engine, now),
    chart: runs.length > 0 ? chart(runs, { kept: files, zone, now }) : undefined,
    runs: runs.slice(-LISTED).reverse().map((run) => ({
      time: clock(run.at, zone),
      kind: run.result === "restored" ? "restore" : purposeOf(run),
      says: run.result === "failed" ? run.text : run.file,
      tone: run.result === "failed" ? "bad" : "",
      size: run.result === "failed" ? "" : bytesInWords(run.bytes),
    })),
  };
}

/** A safety backup and a snapshot are known by their names. */
function purposeOf({ file, kind }: Run): string {
  const [, named] = /^(safety|snapshot)-/.exec(file) ?? [];
  return named ?? (PURPOSES[kind] || "backup");
}

function lines(
  { backups, failing, lastError, lastSuccess, next }: EngineStatus,
  now: Date,
): readonly (readonly [name: string, says: string, tone: Tone])[] {
  const total = backups.reduce((sum, { bytes }) => sum + bytes, 0);
  return [
    [
      "Last success",
      lastSuccess ? `${ago(lastSuccess.at, now)}, ${bytesInWords(lastSuccess.bytes)}` : "none",
      lastSuccess ? "" : "bad",
    ],
    ...(lastError
      ? [
        [
          "Last error",
          `${ago(lastError.at, now)}: ${lastError.text}`,
          failing ? "bad" : "",
        ] as const,
      ]
      : []),
    [
      "Next run",
      next
        ? clock(next.epochMilliseconds, next.timeZoneId)
        : "never: no line of the crontab backs it up",
      next ? "" : "bad",
    ],
    ["Kept", `${backups.length} backups, ${bytesInWords(total)} in all`, ""],
  ];
}

interface ChartFacts {
  /** Names of the backups that are still there. */
  readonly kept: ReadonlySet<string>;
  readonly zone: string;
  readonly now: Date;
}

function chart(runs: readonly Run[], { kept, now, zone }: ChartFacts) {
  const first = runs[0]?.at ?? now.getTime();
  const span = Math.max(now.getTime() - first, 1);
  const largest = Math.max(1, ...runs.map(({ bytes, result }) => result === "ok" ? bytes : 0));
  const marks = runs.map((run) => ({
    x: Math.round(6 + (run.at - first) / span * (WIDTH - 12)),
    kind: run.result === "ok" ? (kept.has(run.file) ? "kept" : "gone") : run.result,
    height: Math.max(2, Math.round(run.bytes / largest * HIGHEST)),
    says: run.result === "failed"
      ? `${clock(run.at, zone)}: failed: ${run.text}`
      : `${clock(run.at, zone)}: ${run.file}, ${bytesInWords(run.bytes)}`,
  }));
  const failures = runs.filter(({ result }) => result === "failed").length;
  const successes = runs.filter(({ result }) => result === "ok").length;
  return {
    width: WIDTH,
    height: HEIGHT,
    base: BASE,
    marks,
    from: clock(first, zone).slice(0, 10),
    to: clock(now.getTime(), zone).slice(0, 10),
    highest: bytesInWords(largest),
    label: `${successes} backups and ${failures} failures since ${clock(first, zone)}`,
  };
}
