import type { Command } from "@commander-js/extra-typings";
import { detectLines } from "../ui/detect_text.ts";
import { ask, detectIn } from "./asked.ts";
import * as option from "./options.ts";
import { type Session, terminalFor } from "./session.ts";

/** `dockstart detect [path]`: only say what is there, and why. */
export function addDetect(program: Command, session: Session): void {
  const command = program.command("detect")
    .description("say which languages and services a project uses, with the evidence for each")
    .argument("[path]", "the project's folder", ".");
  option.withWishes(command, ["language", "path"])
    .addOption(option.json)
    .addOption(option.quiet)
    .addOption(option.noColor)
    .addHelpText("after", EXAMPLES)
    .action((path, options) => {
      const screen = terminalFor(session, options);
      const detection = detectIn(ask(path, options, session));
      if (options.json) screen.out(JSON.stringify(detection, null, 2));
      else for (const line of detectLines(detection, screen.paint)) screen.out(line);
    });
}

const EXAMPLES = `
Examples:
  $ dockstart detect                 what is in this folder
  $ dockstart detect ./api --json    as data, for a script
  $ dockstart detect --path apps/web one application of several`;
