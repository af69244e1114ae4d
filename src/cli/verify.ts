import { type Command, Option } from "@commander-js/extra-typings";
import { DockstartError } from "../errors.ts";
import { loadTemplates } from "../host/templates.ts";
import { readBackups } from "../sidecar/backups.ts";
import { Docker } from "../sidecar/docker.ts";
import { locateSidecar } from "../sidecar/locate.ts";
import { Sidecar } from "../sidecar/sidecar.ts";
import { drillLines, verdictLines, watcherFor } from "../ui/verify_text.ts";
import { recordVerified } from "../sidecar/verified.ts";
import { backupsToDrill, drill, type DrillReport } from "../verify/drill.ts";
import { junit, type Report } from "../verify/report.ts";
import { verify } from "../verify/verify.ts";
import * as option from "./options.ts";
import { readKey, suspicion } from "./restoring.ts";
import { type Session, speakerFor } from "./session.ts";
import { writeText } from "./write_text.ts";

const keep = new Option("--keep", "keep the sidecar's image that is built");
const backup = new Option(
  "--backup <name>",
  "the restore drill: restore this backup, or the latest ones, into throwaway servers",
);
const key = new Option("--key <file>", "age's secret key, where that backup is encrypted");
const junitFile = new Option("--junit <file>", "write the result for a CI system, as JUnit XML");

/** `dockstart verify [path]`: build, back up, restore, compare, with real containers. */
export function addVerify(program: Command, session: Session): void {
  program.command("verify")
    .description(
      "prove with real containers, apart from your own, that the backups of a project restore",
    )
    .argument("[path]", "the project's folder", ".")
    .addOption(backup)
    .addOption(key)
    .addOption(keep)
    .addOption(junitFile)
    .addOption(option.json)
    .addOption(option.quiet)
    .addOption(option.noColor)
    .addHelpText("after", EXAMPLES)
    .action(async (path, options) => {
      const { screen, say } = speakerFor(session, options);
      const sidecar = new Sidecar(new Docker(session.host), locateSidecar(path));
      const status = options.json || options.quiet ? undefined : session.sinks.status;
      const how = {
        templates: loadTemplates(session.templates),
        keep: options.keep ?? false,
        watcher: watcherFor(say, screen, status),
      };
      const chosen = options.backup === undefined
        ? undefined
        : backupsToDrill(readBackups(sidecar.folder), options.backup);
      const report = chosen === undefined
        ? await verify(sidecar, how)
        : await drill(sidecar, chosen, {
          ...how,
          key: options.key === undefined ? undefined : readKey(options.key),
        });
      for (const each of chosen ?? []) {
        const doubt = suspicion(sidecar, each);
        if (doubt) screen.note(doubt);
      }
      const lines = "engines" in report
        ? verdictLines(report, screen.paint)
        : drillLines(report, screen.paint);
      for (const line of lines) say(line);
      remember(sidecar, report);
      if (options.junit) writeText(options.junit, junit(report));
      if (options.json) screen.out(JSON.stringify(report, null, 2));
      refuseFailed(report);
    });
}

/** So that `status` can say when the backups were last seen to restore. */
function remember({ folder }: Sidecar, report: Report | DrillReport): void {
  const drilled = "restored" in report;
  recordVerified(folder, {
    at: report.at,
    ok: report.ok,
    kind: drilled ? "drill" : "verify",
    engines: drilled
      ? report.restored.map(({ backup }) => backup.engine)
      : report.engines.map(({ engine }) => engine),
    checks: report.steps.filter(({ ok }) => ok).length,
  });
}

/** @throws DockstartError "failed" naming the first step that did not hold */
export function refuseFailed({ steps }: Pick<Report, "steps">): void {
  const failed = steps.find(({ ok }) => !ok);
  if (!failed) return;
  throw new DockstartError(
    "failed",
    `${
      failed.engine ? `${failed.engine}: ` : ""
    }it does not hold that ${failed.name}: ${failed.reason}`,
    failed.hint ?? "The lines above show what happened.",
  );
}

const EXAMPLES = `
Examples:
  $ dockstart verify                       the project in this folder
  $ dockstart verify --backup latest       whether your own latest backups restore, and what is in them
  $ dockstart verify --junit verify.xml    in CI`;
