import { type Command, Option } from "@commander-js/extra-typings";
import { openProject } from "../project/disk.ts";
import { confirm } from "../ui/ask.ts";
import { afterRemoval, changeLines } from "../ui/init_text.ts";
import { apply } from "../write/apply.ts";
import { acts } from "../write/change.ts";
import { readJournal } from "../write/journal.ts";
import { looker } from "../write/look.ts";
import { Owned } from "../write/owned.ts";
import { parseRecord, RECORD_PATH } from "../write/record.ts";
import { removal } from "../write/removal.ts";
import * as option from "./options.ts";
import { heedSignals, type Session, terminalFor } from "./session.ts";

const dryRun = new Option("--dry-run", "show what would be taken away, and leave it there");
const yes = new Option("-y, --yes", "take it away without asking first (as without a terminal)");

/** `dockstart remove [path]`: take away what init wrote and nobody has changed; never a backup. */
export function addRemove(program: Command, session: Session): void {
  program.command("remove")
    .description("take away what init wrote and nobody has changed; never a backup")
    .argument("[path]", "the project's folder", ".")
    .addOption(dryRun)
    .addOption(yes)
    .addOption(option.json)
    .addOption(option.quiet)
    .addOption(option.noColor)
    .addHelpText("after", EXAMPLES)
    .action(async (path, options) => {
      const screen = terminalFor(session, options);
      const record = parseRecord(openProject(path).text(RECORD_PATH));
      const home = Deno.realPathSync(path);
      const { disk } = session;
      const look = looker(home, disk);
      look(RECORD_PATH);
      const unfinished = readJournal(home, disk);
      const site = { home, disk, ...(unfinished ? { unfinished } : {}) };
      const changes = removal(new Owned(record, unfinished), { ...site, look });
      const say = (line: string) => {
        if (options.json) screen.note(line);
        else if (!options.quiet) screen.out(line);
      };

      if (changes.length === 0) say(`Nothing in ${path} was written by dockstart.`);
      for (const line of changeLines(changes, screen.paint)) say(line);
      const asks = session.sinks.canAsk && !options.yes && !options.json && !options.quiet;
      const dryRun = options.dryRun ?? false;
      const wanted = !dryRun && (changes.some(acts) || unfinished !== undefined) &&
        (!asks || await confirm("Remove these files?", screen.colour));
      if (wanted) {
        await heedSignals(session);
        apply(changes, site, record.plan ?? {});
        for (const line of afterRemoval(changes, record.plan ?? {})) screen.note(line);
      } else if (changes.length > 0) say("Nothing was removed.");
      if (options.json) {
        const summary = changes.map(({ path, kind, why }) => ({ path, kind, why }));
        screen.out(JSON.stringify({ schema: 1, changes: summary, dryRun }, null, 2));
      }
    });
}

const EXAMPLES = `
Examples:
  $ dockstart remove --dry-run       see what would go and what would stay
  $ dockstart remove ./my-app        take dockstart's files out of a project`;
