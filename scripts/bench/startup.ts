/**
 * What starting costs: the compiled program beside an empty one, compiled by the same Deno.
 *
 *   deno run -A scripts/bench/startup.ts
 */
import { Bundle, compileEmpty } from "../bundle.ts";
import { type Section, tableLines } from "./table.ts";

const EXAMPLE = new URL("../../tests/examples/express-api/project", import.meta.url).pathname;
/** Odd, so that there is a middle one; the first few find the files in no cache. */
const ROUNDS = 31;
const WARM_UP = 4;

const CASES: readonly { readonly what: string; readonly args: readonly string[] }[] = [
  { what: "--version", args: ["--version"] },
  { what: "detect, a small project", args: ["detect", EXAMPLE] },
  { what: "init --dry-run, the same", args: ["init", "--dry-run", EXAMPLE] },
];

/** One command line, measured. */
export interface StartUp {
  readonly what: string;
  /** How often the time of the empty program: the middle one of all rounds. */
  readonly ratio: number;
  /** The middle one, of the clock on the wall. */
  readonly milliseconds: number;
  readonly emptyMilliseconds: number;
}

/**
 * Compiles both, and runs them in turns, so that whatever else the machine does meets both alike.
 * @throws Error when something cannot be compiled, or a run fails
 */
export async function startUp(): Promise<readonly StartUp[]> {
  const folder = await Deno.makeTempDir({ prefix: "dockstart-startup-" });
  try {
    const [empty, program] = [`${folder}/empty`, `${folder}/dockstart`];
    await using bundle = await Bundle.make();
    for (const { ok, reason } of [await compileEmpty(empty), await bundle.compile(program)]) {
      if (!ok) throw new Error(reason);
    }
    const rounds = Array.from({ length: WARM_UP + ROUNDS }, () => ({
      empty: timeOf(empty, []),
      cases: CASES.map(({ args }) => timeOf(program, args)),
    })).slice(WARM_UP);
    return CASES.map(({ what }, index) => ({
      what,
      ratio: middle(rounds.map((round) => (round.cases[index] ?? 0) / round.empty)),
      milliseconds: middle(rounds.map((round) => round.cases[index] ?? 0)),
      emptyMilliseconds: middle(rounds.map((round) => round.empty)),
    }));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** A part of `deno task bench`. */
export async function benchStartUp(): Promise<Section> {
  const measured = await startUp();
  const rows = measured.map(({ emptyMilliseconds, milliseconds, ratio, what }) => [
    what,
    `${milliseconds.toFixed(0)} ms`,
    `${emptyMilliseconds.toFixed(0)} ms`,
    `${ratio.toFixed(2)}×`,
  ]);
  return {
    title: "Starting, against an empty program compiled by the same Deno",
    table: [["command", "dockstart", "empty", "ratio"], ...rows],
  };
}

function timeOf(program: string, args: readonly string[]): number {
  const command = new Deno.Command(program, {
    args: [...args],
    stdin: "null",
    stdout: "null",
    stderr: "null",
  });
  const start = performance.now();
  const { success } = command.outputSync();
  const taken = performance.now() - start;
  if (!success) throw new Error(`${program} ${args.join(" ")} failed`);
  return taken;
}

function middle(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

if (import.meta.main) {
  const { table, title } = await benchStartUp();
  // deno-lint-ignore no-console -- it is what this is run for
  console.log([`${title}\n`, ...tableLines(table)].join("\n"));
}
