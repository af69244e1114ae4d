import { DockstartError } from "../errors.ts";
import type { Change } from "./change.ts";

const DEV_CONTAINER = ".devcontainer/devcontainer.json";

/** How conflicts are to be settled: not at all, by overwriting, or by conflict markers. */
export type Settlement = "none" | "force" | "merge";

/**
 * Settles conflicts in the way that the user has asked for. What is left of them is in the way.
 * @param settlement "force" replaces every file after renaming it to NAME.orig; "merge" writes both
 * versions into files that dockstart once wrote, between conflict markers, and leaves foreign ones
 */
export function settle(changes: readonly Change[], settlement: Settlement): readonly Change[] {
  return changes.map((change): Change => {
    if (change.kind !== "conflict") return change;
    if (settlement === "force") {
      const { marked: _, ...rest } = change;
      return { ...rest, kind: "update", keepCopy: true };
    }
    if (settlement === "none" || change.marked === undefined) return change;
    return { ...change, kind: "merge", after: change.marked };
  });
}

/**
 * The error for files that are in the way, with all of their names; undefined where none is.
 */
export function inTheWay(changes: readonly Change[]): DockstartError | undefined {
  const conflicts = changes.filter((change) => change.kind === "conflict");
  const [first] = conflicts;
  if (!first) return undefined;
  const what = conflicts.length === 1
    ? "A file is in the way"
    : `${conflicts.length} files are in the way`;
  const names = conflicts.map(({ path, why }) => `  ${path}${why ? ` (${why})` : ""}`);
  const ways = [
    "--diff shows what would happen",
    "--force writes them all the same and keeps what was there as NAME.orig",
    ...conflicts.some(({ marked }) => marked !== undefined)
      ? ["--merge writes both versions into files changed by hand, between conflict markers"]
      : [],
    ...conflicts.some(({ path, marked }) => path === DEV_CONTAINER && marked === undefined)
      ? ["--only backup adds backups to the dev container that is there"]
      : [],
  ];
  return new DockstartError(
    "conflict",
    `${what}, and nothing was written:\n${names.join("\n")}`,
    `${ways.join("; ")}.`,
  );
}

/** The error for a run that has left conflict markers; undefined where it has not. */
export function stillMarked(changes: readonly Change[]): DockstartError | undefined {
  const marked = changes.filter(({ kind, marked }) => kind === "merge" && marked !== undefined);
  if (marked.length === 0) return undefined;
  return new DockstartError(
    "conflict",
    `There are conflict markers now in:\n${marked.map(({ path }) => `  ${path}`).join("\n")}`,
    "Decide between <<<<<<< and >>>>>>> in each, and take the markers out. Everything else is done.",
  );
}
