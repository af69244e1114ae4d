import type { Command } from "@commander-js/extra-typings";
import { analyze } from "./analyze.ts";
import { ask } from "./asked.ts";
import * as option from "./options.ts";
import { type Session, terminalFor } from "./session.ts";

/** `dockstart plan [path]`: the whole plan as JSON, every decision with its reason. */
export function addPlan(program: Command, session: Session): void {
  const command = program.command("plan")
    .description("print everything that init would decide, and why, as JSON")
    .argument("[path]", "the project's folder", ".");
  option.withWishes(command)
    .addOption(option.json)
    .addOption(option.quiet)
    .addOption(option.noColor)
    .addHelpText("after", EXAMPLES)
    .action(async (path, options) => {
      const { plan } = await analyze(ask(path, options, session));
      terminalFor(session, options).out(JSON.stringify(plan, null, 2));
    });
}

const EXAMPLES = `
Examples:
  $ dockstart plan                                the plan for this folder
  $ dockstart plan ./api --services postgres      the plan with one service
  $ dockstart plan | jq '.decisions'              why it is as it is`;
