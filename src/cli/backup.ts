import type { Command } from "@commander-js/extra-typings";
import { DockstartError } from "../errors.ts";
import { parseName, readBackups } from "../sidecar/backups.ts";
import type { Sidecar } from "../sidecar/sidecar.ts";
import { openSidecar, project, requireEngine } from "./open_sidecar.ts";
import * as option from "./options.ts";
import { type Session, speakerFor } from "./session.ts";

/** `dockstart backup [engine…]`: trigger a backup in the running sidecar now. */
export function addBackup(program: Command, session: Session): void {
  program.command("backup")
    .description("back up now, in the running sidecar")
    .argument("[engines...]", "the engines to back up; all of them when none is named")
    .addOption(project)
    .addOption(option.json)
    .addOption(option.quiet)
    .addOption(option.noColor)
    .addHelpText("after", EXAMPLES)
    .action(async (engines, options) => {
      const { screen, say } = speakerFor(session, options);
      const sidecar = openSidecar(session, options);
      for (const engine of engines) requireEngine(sidecar, engine);
      const made = await backUp(sidecar, engines, say);
      if (options.json) screen.out(JSON.stringify({ schema: 1, backups: made }, null, 2));
    });
}

/**
 * Runs backup.sh in the sidecar.
 * @param args engines, and options of the script before them
 * @param say gets each line of the script
 * @returns the names of the files that are new
 * @throws DockstartError "failed" when a backup failed or another run is under way
 */
export async function backUp(
  sidecar: Sidecar,
  args: readonly string[],
  say: (line: string) => void,
): Promise<readonly string[]> {
  const before = new Set(readBackups(sidecar.folder).map(({ file }) => file));
  const errors: string[] = [];
  const { code } = await sidecar.exec(["/usr/local/bin/backup.sh", ...args], {
    onLine(line) {
      say(line);
      if (line.includes(" error: ")) errors.push(line);
    },
  });
  const after = readBackups(sidecar.folder).map(({ file }) => file);
  if (code === 0) return after.filter((file) => !before.has(file) && parseName(file));
  if (code === 75) {
    throw new DockstartError(
      "failed",
      "Another backup or restore is under way",
      "Wait until it has ended: dockstart status shows how it went.",
    );
  }
  throw new DockstartError(
    "failed",
    `The backup failed${errors.length > 0 ? `: ${reasonIn(errors[0] ?? "")}` : ""}`,
    "Older backups are as they were. docker compose logs db-backup shows more.",
  );
}

/** "… postgres: error: the reason" → "the reason". */
export function reasonIn(line: string): string {
  return line.replace(/^.*? error: /, "");
}

const EXAMPLES = `
Examples:
  $ dockstart backup                 every database of this project
  $ dockstart backup postgres        one of them`;
