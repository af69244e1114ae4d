import { type Command, Option } from "@commander-js/extra-typings";
import { DockstartError } from "../errors.ts";
import type { Backup } from "../sidecar/backups.ts";
import { openSidecar, project, requireEngine } from "./open_sidecar.ts";
import * as option from "./options.ts";
import { chooseBackup, isWanted, putBack } from "./restoring.ts";
import { type Session, speakerFor } from "./session.ts";

const yes = new Option("-y, --yes", "replace what is there without asking first");
const noSafetyBackup = new Option("--no-safety-backup", "do not save the present state first");
const database = new Option("--database <name>", "another database of the same server");
const key = new Option("--key <file>", "age's secret key, for an encrypted backup");

/** `dockstart restore ENGINE [FILE|latest]`: all or nothing, a safety backup first. */
export function addRestore(program: Command, session: Session): void {
  program.command("restore")
    .description(
      "put a database back to the moment of a backup, all or nothing; what is there now is saved first",
    )
    .argument("<engine>", "the engine: dockstart list shows which there are")
    .argument("[backup]", "a backup's name, or latest", "latest")
    .addOption(yes)
    .addOption(noSafetyBackup)
    .addOption(database)
    .addOption(key)
    .addOption(project)
    .addOption(option.json)
    .addOption(option.quiet)
    .addOption(option.noColor)
    .addHelpText("after", EXAMPLES)
    .action(async (engine, wanted, options) => {
      const speaker = speakerFor(session, options);
      const sidecar = openSidecar(session, options);
      requireEngine(sidecar, engine);
      const backup = chooseBackup(sidecar, setOf(engine, options.database), wanted);
      refuseOther(backup, engine);
      const asking = { session, yes: options.yes ?? false };
      if (!await isWanted(sidecar, [backup], { asking, speaker })) {
        return speaker.say("Nothing was changed.");
      }
      const { file } = backup;
      await putBack(sidecar, {
        engine,
        file,
        database: options.database,
        key: options.key,
        safetyBackup: options.safetyBackup,
      }, speaker.say);
      if (options.safetyBackup) speaker.say(`dockstart undo ${engine} takes it back.`);
      if (options.json) {
        speaker.screen.out(JSON.stringify({ schema: 1, restored: [{ engine, file }] }, null, 2));
      }
    });
}

/** @throws DockstartError "usage" where the file is of another engine than the one that was named */
function refuseOther(backup: Backup, engine: string): void {
  if (backup.engine === engine) return;
  throw new DockstartError(
    "usage",
    `${backup.file} is a backup of ${backup.engine}`,
    `dockstart restore ${backup.engine} ${backup.file} puts it back.`,
  );
}

/** "postgres.other": as files.sh names the backups of another database than the project's own. */
function setOf(engine: string, database: string | undefined): string {
  if (database === undefined) return engine;
  const bytes = new TextEncoder().encode(database);
  const name = [...bytes].map((byte) => {
    const letter = String.fromCharCode(byte);
    return /^\w$/.test(letter) ? letter : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  });
  return `${engine}.${name.join("")}`;
}

const EXAMPLES = `
Examples:
  $ dockstart restore postgres                    the latest backup
  $ dockstart restore redis redis-2025-12-20T03-00-00.rdb
  $ dockstart restore postgres latest --yes       without a question, for a script`;
