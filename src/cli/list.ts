import { type Command, Option } from "@commander-js/extra-typings";
import { surveyBackups, zoneOf } from "../sidecar/survey.ts";
import { listLines } from "../ui/backups_text.ts";
import { openSidecar, project, requireEngine } from "./open_sidecar.ts";
import * as option from "./options.ts";
import { type Session, terminalFor } from "./session.ts";

/** `dockstart list`: the backups: engine, time, size, checked or not. */
export function addList(program: Command, session: Session): void {
  program.command("list")
    .description(
      "show the backups: time, age, size, whether they are still what was written, and what they were taken for",
    )
    .argument("[engine]", "only this engine's")
    .addOption(
      new Option("--no-check", "do not compare each file with its checksum, which reads it whole"),
    )
    .addOption(project)
    .addOption(option.json)
    .addOption(option.quiet)
    .addOption(option.noColor)
    .addHelpText("after", EXAMPLES)
    .action(async (engine, options) => {
      const screen = terminalFor(session, options);
      const sidecar = openSidecar(session, options);
      if (engine !== undefined) requireEngine(sidecar, engine);
      const zone = await zoneOf(sidecar);
      const all = await surveyBackups(sidecar, zone, options.check);
      const backups = engine ? all.filter((backup) => backup.engine === engine) : all;
      if (options.json) screen.out(JSON.stringify({ schema: 1, zone, backups }, null, 2));
      else {for (const line of listLines(backups, session.host.now(), screen.paint)) {
          screen.out(line);
        }}
      if (backups.length === 0) screen.note(`There is no backup in ${sidecar.folder} yet.`);
    });
}

const EXAMPLES = `
Examples:
  $ dockstart list                   every backup of this project
  $ dockstart list redis --json      one engine's, as data for a script`;
