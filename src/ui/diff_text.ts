import { structuredPatch } from "diff";
import { acts, type Change } from "../write/change.ts";
import type { Paint } from "./terminal.ts";

const NOTHING = "/dev/null";

/**
 * What would happen to one file as a unified diff, in git's form: `git apply` does it. For a conflict
 * it is what `--force` would do. Empty where nothing happens.
 */
export function diffLines(change: Change, paint: Paint): readonly string[] {
  const { path, before, after, why } = change;
  if (!acts(change) && change.kind !== "conflict") return [];
  const head = [
    ...(change.kind === "conflict"
      ? [paint.red(`# ${path} is in the way (${why}): this is what --force would do`)]
      : []),
    paint.bold(`diff --git a/${path} b/${path}`),
  ];
  if (before !== undefined && before === after) {
    return [...head, "old mode 100644", "new mode 100755"];
  }
  if (before === undefined && change.kind === "create") {
    head.push(`new file mode 100${change.mode.toString(8)}`, `index 0000000..${change.id ?? "1"}`);
  }
  if (change.kind === "remove") head.push(`deleted file mode 100${change.mode.toString(8)}`);
  const { hunks } = structuredPatch(path, path, before ?? "", after ?? "", "", "", { context: 3 });
  if (hunks.length === 0) return head;
  head.push(
    paint.bold(`--- ${before === undefined ? NOTHING : `a/${path}`}`),
    paint.bold(`+++ ${change.kind === "remove" ? NOTHING : `b/${path}`}`),
  );
  return [
    ...head,
    ...hunks.flatMap((hunk) => [
      paint.cyan(
        `@@ -${range(hunk.oldStart, hunk.oldLines)} +${range(hunk.newStart, hunk.newLines)} @@`,
      ),
      ...hunk.lines.map((line) => coloured(line, paint)),
    ]),
  ];
}

/** A range of no lines begins before the first. */
function range(start: number, lines: number): string {
  return `${lines === 0 && start > 0 ? start - 1 : start},${lines}`;
}

function coloured(line: string, paint: Paint): string {
  if (line.startsWith("+")) return paint.green(line);
  return line.startsWith("-") ? paint.red(line) : line;
}
