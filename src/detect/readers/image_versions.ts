import type { VersionFact, Where } from "../facts.ts";
import { languageArguments } from "../parse/dockerfile.ts";
import { languagesOfImage } from "../parse/language_image.ts";

/**
 * The languages' releases that an image's name tells.
 * @param verb what is done with it: "FROM", "develops in"
 */
export function imageVersions(image: string, verb: string, at: Where): readonly VersionFact[] {
  const says = `${verb} ${image}`;
  return languagesOfImage(image).map((found) => ({ kind: "version", ...found, says, ...at }));
}

/** The languages' releases that a Dockerfile's arguments tell. */
export function argumentVersions(
  file: string,
  text: string,
  given?: ReadonlyMap<string, string>,
): readonly VersionFact[] {
  return languageArguments(text, given).map((found) => ({
    kind: "version",
    ...found,
    says: `installs ${found.language} ${found.spec}`,
    file,
  }));
}
