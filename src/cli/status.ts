import type { Command } from "@commander-js/extra-typings";
import { DockstartError } from "../errors.ts";
import { type Status, surveyStatus } from "../sidecar/survey.ts";
import { statusLines } from "../ui/backups_text.ts";
import { openSidecar, project } from "./open_sidecar.ts";
import * as option from "./options.ts";
import { type Session, terminalFor } from "./session.ts";

/** `dockstart status`: last success, next run, health, size trend. */
export function addStatus(program: Command, session: Session): void {
  program.command("status")
    .description(
      "show how the backups are: health, last success and error, next run, sizes over time",
    )
    .addOption(project)
    .addOption(option.json)
    .addOption(option.quiet)
    .addOption(option.noColor)
    .addHelpText("after", EXAMPLES)
    .action(async (options) => {
      const screen = terminalFor(session, options);
      const status = await surveyStatus(openSidecar(session, options));
      if (options.json) screen.out(JSON.stringify({ schema: 1, ...status }, null, 2));
      else if (!options.quiet) {
        for (const line of statusLines(status, session.host.now(), screen.paint)) screen.out(line);
      }
      refuseUnhealthy(status);
    });
}

/** A script asks by the exit code; a sidecar that is switched off is no failure. */
function refuseUnhealthy({ container: { health, report } }: Status): void {
  if (health !== "unhealthy") return;
  const reason = report.split("\n").find((line) => line.startsWith("unhealthy: "));
  throw new DockstartError(
    "failed",
    `The backups are not healthy: ${
      reason?.replace("unhealthy: ", "") ?? "the health check gave no reason"
    }`,
    "dockstart backup tries again; docker compose logs db-backup shows more.",
  );
}

const EXAMPLES = `
Examples:
  $ dockstart status                 from anywhere in the project
  $ dockstart status -q || echo bad  exit code 1 where the sidecar is unhealthy`;
