import { type Command, Option, type OptionValues } from "@commander-js/extra-typings";
import type { RawWishes } from "../plan/wishes.ts";
import { WISH_KEYS, WISH_KINDS, type WishKey } from "../plan/wish_kinds.ts";

/*
 * Every option is declared once: the wishes in WISH_KINDS, because the environment and dockstart.json
 * have them too, and the others here.
 */

export const json = new Option("--json", "print data on stdout, and text for people on stderr");
export const quiet = new Option("-q, --quiet", "print nothing but data and errors");
export const noColor = new Option("--no-color", "print without colours (as does NO_COLOR)");

export const yes = new Option("-y, --yes", "write without asking first (as without a terminal)");
export const diff = new Option("--diff", "print what would change, as a diff, and write nothing");
export const merge = new Option(
  "--merge",
  "write both versions into files changed by hand that conflict, between conflict markers",
);
export const dryRun = new Option("--dry-run", "show what would be written, and write nothing");
export const force = new Option(
  "--force",
  "overwrite files that are in the way; each is kept as NAME.orig",
);

/**
 * Adds the options for all wishes, or for some. A switch has a hidden opposite, declared first:
 * commander then knows "not said" from "no".
 */
export function withWishes<Arguments extends unknown[], Options extends OptionValues>(
  command: Command<Arguments, Options>,
  keys: readonly WishKey[] = WISH_KEYS,
): Command<Arguments, Options & RawWishes> {
  for (const key of keys) {
    const { flags, says } = WISH_KINDS[key];
    const option = new Option(flags, says);
    if (flags.includes("<")) command.addOption(option);
    else for (const each of withOpposite(option)) command.addOption(each);
  }
  return command as unknown as Command<Arguments, Options & RawWishes>;
}

function withOpposite(option: Option): readonly Option[] {
  const takenBack = "take the opposite back";
  return option.negate
    ? [new Option(option.flags.replace("--no-", "--"), takenBack).hideHelp(), option]
    : [option, new Option(option.flags.replace("--", "--no-"), takenBack).hideHelp()];
}
