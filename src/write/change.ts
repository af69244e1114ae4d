/** What applying a file tree would do to one file. */
export type ChangeKind =
  /** Nothing is there yet. */
  | "create"
  /** It is as dockstart wrote it, or the user said so: it is replaced. */
  | "update"
  /** It was changed by hand and by dockstart, in different places: both are in `after`. */
  | "merge"
  /** It stays as it is. */
  | "keep"
  /** It is as dockstart wrote it, and no longer needed. */
  | "remove"
  /** It is no longer needed, and was changed by hand: it stays. */
  | "leave"
  /** It is in the way. */
  | "conflict";

export interface Change {
  /** Path inside the project, with forward slashes. */
  readonly path: string;
  readonly kind: ChangeKind;
  /** What is there now; absent when nothing is, or nothing that is text. */
  readonly before?: string;
  /** What is there afterwards; absent when nothing is, and where a conflict has no text. */
  readonly after?: string;
  readonly mode: 0o644 | 0o755;
  /** What makes this more than it seems, in a few words: "changed by hand". */
  readonly why?: string;
  /** The blob id of what dockstart generates, to know the file by next time; see record.ts. */
  readonly id?: string;
  /** Of a conflict that `--merge` can write: the text with conflict markers. */
  readonly marked?: string;
  /** What is there is renamed to NAME.orig first. */
  readonly keepCopy?: true;
}

/** Whether applying it does anything to the disk. */
export function acts(change: Change): boolean {
  return change.kind === "create" || change.kind === "update" || change.kind === "merge" ||
    change.kind === "remove";
}
