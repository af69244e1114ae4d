import { type Command, Option } from "@commander-js/extra-typings";
import { DockstartError } from "../errors.ts";
import { readUndo } from "../sidecar/history.ts";
import type { Sidecar } from "../sidecar/sidecar.ts";
import { enginesIn } from "../sidecar/survey.ts";
import { openSidecar, project, requireEngine } from "./open_sidecar.ts";
import * as option from "./options.ts";
import { chooseBackup, isWanted, putBack } from "./restoring.ts";
import { type Session, speakerFor } from "./session.ts";

const yes = new Option("-y, --yes", "replace what is there without asking first");

/** `dockstart undo [engine]`: back to the state before the last restore. */
export function addUndo(program: Command, session: Session): void {
  program.command("undo")
    .description("go back to the state before the last restore; what is there now is saved first")
    .argument("[engine]", "the engine; the one that was restored last when none is named")
    .addOption(yes)
    .addOption(project)
    .addOption(option.json)
    .addOption(option.quiet)
    .addOption(option.noColor)
    .addHelpText("after", EXAMPLES)
    .action(async (named, options) => {
      const speaker = speakerFor(session, options);
      const sidecar = openSidecar(session, options);
      const { engine, file } = lastRestore(sidecar, named);
      const backup = chooseBackup(sidecar, engine, file);
      const asking = { session, yes: options.yes ?? false };
      if (!await isWanted(sidecar, [backup], { asking, speaker })) {
        return speaker.say("Nothing was changed.");
      }
      await putBack(sidecar, { engine, file, safetyBackup: true }, speaker.say);
      if (options.json) {
        speaker.screen.out(JSON.stringify({ schema: 1, restored: [{ engine, file }] }, null, 2));
      }
    });
}

function lastRestore(
  sidecar: Sidecar,
  named: string | undefined,
): { engine: string; file: string } {
  const engines = named === undefined ? enginesIn(sidecar) : [requireEngine(sidecar, named)];
  const undos = engines.flatMap((engine) => {
    const file = readUndo(sidecar.folder, engine);
    return file ? [{ engine, file, at: file.replace(/^.*?-(?=\d{4}-)/, "") }] : [];
  });
  const last = undos.sort((a, b) => a.at < b.at ? -1 : 1).at(-1);
  if (last) return last;
  throw new DockstartError(
    "failed",
    `Nothing${named ? ` of ${named}` : ""} was restored that could be undone`,
    "dockstart list shows the backups; dockstart restore goes back to any of them.",
  );
}

const EXAMPLES = `
Examples:
  $ dockstart undo                   take the last restore back
  $ dockstart undo redis --yes       that of one engine, without a question`;
