import { EXIT } from "../../errors.ts";
import { variableOf, WISH_KEYS, WISH_KINDS } from "../../plan/wish_kinds.ts";

/** Variables that the program reads: each wish has one. */
export const ENV_EXAMPLES: readonly (readonly [name: string, says: string])[] = [
  ...WISH_KEYS.map((key) =>
    [variableOf(key), `As ${WISH_KINDS[key].flags.split(" ")[0]}, which beats it.`] as const
  ),
  ["NO_COLOR", "Set to anything: no colours."],
];

const MEANINGS: Readonly<Record<keyof typeof EXIT, string>> = {
  done: "Done.",
  failed: "The check, the backup or the writing failed.",
  usage: "Wrong usage: an option or a value that makes no sense.",
  project: "The project cannot be read, or not even a language was detected.",
  conflict: "Files are in the way.",
  docker: "Docker is not usable.",
  interrupted: "Interrupted.",
};

export const EXIT_CODES: readonly (readonly [code: number, says: string])[] =
  (Object.keys(EXIT) as (keyof typeof EXIT)[]).map((name) => [EXIT[name], MEANINGS[name]]);
