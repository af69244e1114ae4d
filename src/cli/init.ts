import type { Command } from "@commander-js/extra-typings";
import type { Detection } from "../detect/detection.ts";
import { ENGINE_IDS } from "../engines/engine.ts";
import { undecided } from "../plan/undecided.ts";
import type { GivenWishes } from "../plan/wish_kinds.ts";
import { confirm, select } from "../ui/ask.ts";
import { diffLines } from "../ui/diff_text.ts";
import {
  beginLines,
  changeLines,
  foundLines,
  generatingLines,
  leftLines,
  nextSteps,
  remarkLines,
} from "../ui/init_text.ts";
import type { Terminal } from "../ui/terminal.ts";
import { apply } from "../write/apply.ts";
import { acts } from "../write/change.ts";
import { recordedPlan } from "../write/record.ts";
import { inTheWay, type Settlement, stillMarked } from "../write/resolve.ts";
import { type Analysis, analyze } from "./analyze.ts";
import { ask } from "./asked.ts";
import * as option from "./options.ts";
import { prepare, type Prepared } from "./prepare.ts";
import { type CommonOptions, heedSignals, type Session, terminalFor } from "./session.ts";

/** `dockstart init [path]`: detect, plan, show, write. */
export function addInit(program: Command, session: Session): void {
  const command = program.command("init", { isDefault: true })
    .description("write .devcontainer/ for a project: dev container, databases, backups")
    .argument("[path]", "the project's folder", ".");
  option.withWishes(command)
    .addOption(option.dryRun)
    .addOption(option.diff)
    .addOption(option.yes)
    .addOption(option.force)
    .addOption(option.merge)
    .addOption(option.json)
    .addOption(option.quiet)
    .addOption(option.noColor)
    .addHelpText("after", EXAMPLES)
    .action(async (path, options) => {
      const asks = session.sinks.canAsk && !options.yes && !options.json && !options.quiet &&
        !options.dryRun && !options.diff;
      const asked = ask(path, options, session);
      const speech = { options, screen: terminalFor(session, options) };
      say(speech, beginLines(path));
      const analysis = await analyze(asked, asks ? chooserFor(speech.screen) : undefined);
      const settlement = settlementOf(options);
      const prepared = await prepare(path, analysis, { session, settlement });
      const run = { ...speech, analysis, prepared };
      say(run, foundLines(analysis));
      if (options.dryRun || options.diff) preview(run);
      else await write(run, { asks, session });
    });
}

interface InitOptions extends CommonOptions {
  readonly dryRun?: true | undefined;
  readonly diff?: true | undefined;
  readonly force?: true | undefined;
  readonly merge?: true | undefined;
}

interface Speech {
  readonly options: InitOptions;
  readonly screen: Terminal;
}

interface Run extends Speech {
  readonly analysis: Analysis;
  readonly prepared: Prepared;
}

function settlementOf({ force, merge }: InitOptions): Settlement {
  return force ? "force" : merge ? "merge" : "none";
}

/** What people read goes beside the data where there is data: with --json, and with --diff. */
function say({ options, screen }: Speech, lines: readonly string[]): void {
  for (const line of lines) {
    if (options.json || options.diff) screen.note(line);
    else if (!options.quiet) screen.out(line);
  }
}

/** Shows everything that would happen, and does none of it; a conflict is an error all the same. */
function preview(run: Run): void {
  const { analysis, options, prepared: { changes }, screen } = run;
  say(run, changeLines(changes, screen.paint));
  if (options.diff && !options.json) {
    for (const change of changes) {
      for (const line of diffLines(change, screen.paint)) screen.out(line);
    }
  }
  for (const line of remarkLines(analysis)) screen.note(line);
  if (options.json) screen.out(summary(run));
  const conflict = inTheWay(changes);
  if (conflict) throw conflict;
  say(run, ["", `${options.dryRun ? "Dry run: nothing" : "Nothing"} was written.`]);
}

async function write(
  run: Run,
  { asks, session }: { readonly asks: boolean; readonly session: Session },
): Promise<void> {
  const { analysis, options, prepared: { changes, site }, screen } = run;
  const conflict = inTheWay(changes);
  if (conflict) throw conflict;
  if (asks && changes.some(acts)) {
    say(run, changeLines(changes.filter(({ kind }) => kind !== "keep"), screen.paint));
    if (!await confirm("Write these files?", screen.colour)) {
      return say(run, ["Nothing was written."]);
    }
  }
  await heedSignals(session);
  const { copies } = apply(changes, site, recordedPlan(analysis.plan));
  if (changes.some(acts)) say(run, [...generatingLines(analysis.plan), "✨ Done!"]);
  else say(run, ["✨ Everything is as it was: nothing was written."]);
  for (const copy of copies) screen.note(`note: what was there is kept as ${copy}`);
  for (const line of leftLines(changes)) screen.note(line);
  for (const line of remarkLines(analysis)) screen.note(line);
  if (options.json) screen.out(summary(run));
  else for (const line of ["", ...nextSteps(analysis.plan)]) screen.note(line);
  const marked = stillMarked(changes);
  if (marked) throw marked;
}

function summary({ analysis, options, prepared }: Run): string {
  const changes = prepared.changes.map(({ path, kind, why }) => ({ path, kind, why }));
  const dryRun = options.dryRun ?? options.diff ?? false;
  return JSON.stringify({ schema: 1, plan: analysis.plan, changes, dryRun }, null, 2);
}

function chooserFor(screen: Terminal) {
  return (detection: Detection, given: GivenWishes) => chooseService(detection, given, screen);
}

/** Asks for the database that nothing decides on; the answer is remembered as a wish. */
async function chooseService(
  detection: Detection,
  given: GivenWishes,
  screen: Terminal,
): Promise<GivenWishes> {
  const open = undecided(detection);
  if (given.services || open.length === 0) return given;
  const choices = ENGINE_IDS.flatMap((id) => {
    const found = open.find((service) => service.id === id);
    const [first] = found?.evidence ?? [];
    return first ? [{ value: id, label: id, hint: `${first.file} ${first.says}` }] : [];
  });
  if (choices.length === 0) return given;
  const none = { value: "none" as const, label: "none of them" };
  const answer = await select(
    "Which database does the application use?",
    [...choices, none],
    screen.colour,
  );
  const selected = ENGINE_IDS.filter((id) =>
    detection.services.some((service) =>
      service.id === id && service.selected && !open.includes(service)
    )
  );
  return { ...given, services: answer === "none" ? selected : [...selected, answer] };
}

const EXAMPLES = `
Examples:
  $ dockstart                                   set up the project in this folder
  $ dockstart ./my-app --diff                   see every line that would change
  $ dockstart init --schedule "0 */6 * * *"     back up every 6 hours
  $ dockstart init --services postgres,redis    these services, whatever was detected
  $ dockstart init --retention-days 30          keep backups for a month`;
