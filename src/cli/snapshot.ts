import { type Command, Option } from "@commander-js/extra-typings";
import { join } from "node:path";
import { DockstartError } from "../errors.ts";
import { type Backup, readBackups } from "../sidecar/backups.ts";
import type { Sidecar } from "../sidecar/sidecar.ts";
import { surveyBackups, zoneOf } from "../sidecar/survey.ts";
import { didYouMean } from "../suggest.ts";
import { snapshotLines } from "../ui/backups_text.ts";
import { backUp } from "./backup.ts";
import { openSidecar, project } from "./open_sidecar.ts";
import * as option from "./options.ts";
import { isWanted, putBack } from "./restoring.ts";
import { type Session, speakerFor } from "./session.ts";

const yes = new Option("-y, --yes", "replace what is there without asking first");

/** `dockstart snapshot …`: backups with a name, which retention leaves alone. */
export function addSnapshot(program: Command, session: Session): void {
  const snapshot = program.command("snapshot")
    .description("keep the databases as they are under a name, and go back to it")
    .addHelpText("after", EXAMPLES);
  addSave(snapshot, session);
  addRestore(snapshot, session);
  addList(snapshot, session);
  addDelete(snapshot, session);
}

function addSave(snapshot: Command, session: Session): void {
  snapshot.command("save")
    .description("save every database under a name")
    .argument("<name>", "letters, digits, - and _")
    .addOption(new Option("--replace", "in the place of a snapshot of the same name"))
    .addOption(project)
    .addOption(option.json)
    .addOption(option.quiet)
    .addOption(option.noColor)
    .action(async (name, options) => {
      const { screen, say } = speakerFor(session, options);
      if (!/^[\w-]+$/.test(name)) {
        throw new DockstartError(
          "usage",
          `"${name}" is no name for a snapshot`,
          "Letters, digits, - and _ make one: before-migration.",
        );
      }
      const sidecar = openSidecar(session, options);
      if (!options.replace) refuseTaken(sidecar, name);
      const made = await backUp(sidecar, ["--snapshot", name], say);
      if (options.json) {
        screen.out(JSON.stringify({ schema: 1, snapshot: name, backups: made }, null, 2));
      }
    });
}

/** What was saved before a migration is what a second try of it needs. */
function refuseTaken(sidecar: Sidecar, name: string): void {
  const taken = snapshots(sidecar).find(({ snapshot }) => snapshot === name);
  if (!taken) return;
  throw new DockstartError(
    "failed",
    `There is a snapshot "${name}" already, of ${taken.time.replace("T", " ")}`,
    `Choose another name, or --replace it; dockstart snapshot restore ${name} goes back to it.`,
  );
}

function snapshots(sidecar: Sidecar): readonly Backup[] {
  return readBackups(sidecar.folder).filter(({ kind }) => kind === "snapshot");
}

function addRestore(snapshot: Command, session: Session): void {
  snapshot.command("restore")
    .description("go back to a snapshot; what is there now is saved first")
    .argument("<name>", "a snapshot's name")
    .addOption(yes)
    .addOption(project)
    .addOption(option.json)
    .addOption(option.quiet)
    .addOption(option.noColor)
    .action(async (name, options) => {
      const speaker = speakerFor(session, options);
      const sidecar = openSidecar(session, options);
      const backups = requireSnapshot(sidecar, name);
      const asking = { session, yes: options.yes ?? false };
      if (!await isWanted(sidecar, backups, { asking, speaker })) {
        return speaker.say("Nothing was changed.");
      }
      for (const { engine, file } of backups) {
        await putBack(sidecar, { engine, file, safetyBackup: true }, speaker.say);
      }
      const restored = backups.map(({ engine, file }) => ({ engine, file }));
      if (options.json) speaker.screen.out(JSON.stringify({ schema: 1, restored }, null, 2));
    });
}

function addList(snapshot: Command, session: Session): void {
  snapshot.command("list")
    .description("show the snapshots: when they were saved, and how large they are")
    .addOption(project)
    .addOption(option.json)
    .addOption(option.quiet)
    .addOption(option.noColor)
    .action(async (options) => {
      const { screen } = speakerFor(session, options);
      const sidecar = openSidecar(session, options);
      const all = await surveyBackups(sidecar, await zoneOf(sidecar), false);
      const backups = all.filter(({ kind }) => kind === "snapshot");
      if (options.json) return screen.out(JSON.stringify({ schema: 1, backups }, null, 2));
      for (const line of snapshotLines(backups, session.host.now())) screen.out(line);
      if (backups.length === 0) screen.note("There is no snapshot yet.");
    });
}

function addDelete(snapshot: Command, session: Session): void {
  snapshot.command("delete")
    .description("delete a snapshot")
    .argument("<name>", "a snapshot's name")
    .addOption(project)
    .addOption(option.json)
    .addOption(option.quiet)
    .addOption(option.noColor)
    .action((name, options) => {
      const { screen, say } = speakerFor(session, options);
      const sidecar = openSidecar(session, options);
      const deleted = requireSnapshot(sidecar, name).map(({ file }) => file);
      for (const file of deleted) {
        remove(join(sidecar.folder, file));
        say(`deleted ${file}`);
      }
      if (options.json) screen.out(JSON.stringify({ schema: 1, deleted }, null, 2));
    });
}

/** The backup before what lies beside it: what is left of a removal must not look like one. */
function remove(path: string): void {
  const globals = join(path, "..", `globals-${path.slice(path.lastIndexOf("/") + 1)}`);
  for (const each of [path, `${path}.sha256`, globals, `${globals}.sha256`]) {
    try {
      Deno.removeSync(each);
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) continue;
      throw new DockstartError(
        "failed",
        `"${each}" cannot be deleted`,
        "It belongs to somebody else: look at the owner of .devcontainer/backups.",
      );
    }
  }
}

function requireSnapshot(sidecar: Sidecar, name: string): readonly Backup[] {
  const all = snapshots(sidecar);
  const found = all.filter(({ snapshot }) => snapshot === name);
  if (found.length > 0) return found;
  const names = [...new Set(all.flatMap(({ snapshot }) => snapshot ?? []))];
  throw new DockstartError(
    "failed",
    `There is no snapshot "${name}"`,
    `${didYouMean(name, names)}${
      names.length > 0 ? `There is ${names.join(", ")}.` : "dockstart snapshot save NAME makes one."
    }`,
  );
}

const EXAMPLES = `
Examples:
  $ dockstart snapshot save before-migration        as fast as a dump
  $ dockstart snapshot restore before-migration     and back
  $ dockstart snapshot list`;
