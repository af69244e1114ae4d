import { DockstartError } from "../../errors.ts";
import type { NoteFact, Where } from "../facts.ts";

/** The error for a manifest that decides and cannot be parsed. */
export function badManifest(at: Where, format: string, why: string): DockstartError {
  return new DockstartError(
    "bad-manifest",
    `This is not valid ${format}: ${lowerFirst(why.trim().replace(/[.:]$/, ""))}`,
    "Mend the file, then run dockstart again.",
    at.line > 0 ? at : { file: at.file },
  );
}

function lowerFirst(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

/**
 * Reads a file that only adds evidence: where it cannot be parsed, a note takes the place of its
 * facts.
 */
export function orNote<Fact>(read: () => readonly Fact[]): readonly (Fact | NoteFact)[] {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof DockstartError) || error.kind !== "bad-manifest" || !error.at) {
      throw error;
    }
    return [noteOf(error, error.at.file)];
  }
}

/** What is said of a file that could not be parsed and is left out. */
export function noteOf({ at, message }: DockstartError, file: string): NoteFact {
  return { kind: "note", says: `was left out: ${lowerFirst(message)}`, file, line: at?.line ?? 0 };
}
