import { type Command, Option } from "@commander-js/extra-typings";
import { basename } from "node:path";
import { DockstartError } from "../errors.ts";
import { loadTemplates } from "../host/templates.ts";
import { templateText } from "../render/template_text.ts";
import { SIDECAR } from "../sidecar/locate.ts";
import { readBackups } from "../sidecar/backups.ts";
import { readHistory } from "../sidecar/history.ts";
import { type Sidecar, unhealthyReasons } from "../sidecar/sidecar.ts";
import { type Status, surveyStatus } from "../sidecar/survey.ts";
import { statusLines } from "../ui/backups_text.ts";
import { statusPage } from "../ui/status_page.ts";
import { openSidecar, project } from "./open_sidecar.ts";
import * as option from "./options.ts";
import { writeText } from "./write_text.ts";
import { type Session, terminalFor } from "./session.ts";

const html = new Option("--html <file>", "write it as one page to look at, with a timeline");

/** `dockstart status`: last success, next run, health, size trend. */
export function addStatus(program: Command, session: Session): void {
  program.command("status")
    .description(
      "show how the backups are: health, last success and error, next run, sizes over time",
    )
    .addOption(project)
    .addOption(html)
    .addOption(option.json)
    .addOption(option.quiet)
    .addOption(option.noColor)
    .addHelpText("after", EXAMPLES)
    .action(async (options) => {
      const screen = terminalFor(session, options);
      const sidecar = openSidecar(session, options);
      const status = await surveyStatus(sidecar);
      if (options.html) {
        writePage(options.html, { sidecar, status, session });
        if (!options.quiet) screen.note(`The page is in ${options.html}.`);
      }
      if (options.json) screen.out(JSON.stringify({ schema: 1, ...status }, null, 2));
      else if (!options.quiet) {
        for (const line of statusLines(status, session.host.now(), screen.paint)) screen.out(line);
      }
      if (!await isSwitchedOff(sidecar, status)) refuseUnhealthy(sidecar, status);
    });
}

interface PageSources {
  readonly sidecar: Sidecar;
  readonly status: Status;
  readonly session: Session;
}

function writePage(path: string, { session, sidecar, status }: PageSources): void {
  const template = templateText(loadTemplates(session.templates), "page/status.eta");
  const project = basename(sidecar.located.root);
  const history = readHistory(sidecar.folder);
  const files = new Set(readBackups(sidecar.folder).map(({ file }) => file));
  const now = session.host.now();
  writeText(path, statusPage({ project, status, history, files, now }, template));
}

/** A sidecar that only its profile starts is no failure where it is not started. */
async function isSwitchedOff(sidecar: Sidecar, { container }: Status): Promise<boolean> {
  return container.state === "absent" && !(SIDECAR in (await sidecar.config()).services);
}

/** A script asks by the exit code: where nothing runs, nothing is backed up. */
function refuseUnhealthy(sidecar: Sidecar, { container }: Status): void {
  const refusal = sidecar.refusal(container);
  if (refusal) throw refusal;
  if (container.health !== "unhealthy") return;
  const [reason = "the health check gave no reason"] = unhealthyReasons(container);
  throw new DockstartError(
    "failed",
    `The backups are not healthy: ${reason}`,
    "dockstart backup tries again; docker compose logs db-backup shows more.",
  );
}

const EXAMPLES = `
Examples:
  $ dockstart status                          from anywhere in the project
  $ dockstart status --html backups.html      a page with a timeline, for a browser
  $ dockstart status -q || echo bad           exit code 1 where the sidecar is unhealthy, or does not run`;
