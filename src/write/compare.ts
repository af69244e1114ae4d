import type { FileTree, GeneratedFile } from "../render/file_tree.ts";
import type { FindBase } from "./bases.ts";
import { blobId } from "./blob_id.ts";
import type { Change } from "./change.ts";
import { type Found, type Look, textOf } from "./look.ts";
import { merge } from "./merge.ts";
import type { Owned } from "./owned.ts";
import { formOf, inForm, plainText } from "./text_form.ts";

/** What the files are compared with. */
export interface Ground {
  readonly look: Look;
  readonly owned: Owned;
  readonly findBase: FindBase;
}

/**
 * FileTree × disk → Change[]: what writing the tree would do, without doing any of it. Files that
 * dockstart wrote and no longer plans come last.
 * @throws DockstartError "conflict" when the files would land outside the project, or a file is where
 * a folder has to be; "unreadable" when a file may not be read
 */
export async function compare(tree: FileTree, ground: Ground): Promise<readonly Change[]> {
  const changes: Change[] = [];
  for (const [path, file] of tree) changes.push(await compareFile(path, file, ground));
  for (const path of ground.owned.paths) {
    if (!tree.has(path)) changes.push(...noLongerPlanned(path, ground));
  }
  return changes;
}

async function compareFile(path: string, file: GeneratedFile, ground: Ground): Promise<Change> {
  const found = ground.look(path);
  const change = { path, mode: file.mode, id: blobId(file.text), after: file.text };
  if (!found) return { ...change, kind: "create" };
  const before = textOf(found);
  if (before === undefined) {
    const what = found.kind === "file" ? "not a text" : `a ${found.kind}`;
    return { ...change, kind: "conflict", why: `there is ${what}` };
  }
  const yours = plainText(before);
  const known = ground.owned.idOf(path, yours);
  const change2 = { ...change, before, after: inForm(file.text, formOf(before)) };
  if (yours === file.text) return keepOrMakeExecutable({ ...change2, after: before }, found);
  if (known === undefined) return { ...change2, kind: "conflict", why: "not written by dockstart" };
  if (blobId(yours) === known) return { ...change2, kind: "update" };
  if (known === change.id) {
    return keepOrMakeExecutable({ ...change2, after: before, why: "changed by hand" }, found);
  }
  return mergeFile(change2, { yours, ours: file.text, base: await ground.findBase(path, known) });
}

function keepOrMakeExecutable(change: Omit<Change, "kind">, { mode }: Found): Change {
  const makeExecutable = change.mode === 0o755 && mode !== null && (mode & 0o100) === 0;
  if (!makeExecutable) return { ...change, kind: "keep" };
  return { ...change, kind: "update", why: "made executable" };
}

interface Versions {
  readonly yours: string;
  readonly ours: string;
  readonly base: string | undefined;
}

function mergeFile(
  change: Omit<Change, "kind"> & { readonly before: string },
  { yours, ours, base }: Versions,
): Change {
  const { clean, text } = merge(change.path, yours, ours, base);
  const merged = inForm(text, formOf(change.before));
  if (clean && text === yours) {
    return { ...change, kind: "keep", after: change.before, why: "changed by hand" };
  }
  if (clean) return { ...change, kind: "merge", after: merged, why: "changed by hand" };
  const why = base === undefined
    ? "changed by hand, and what it was before is not known"
    : "changed by hand in the same lines";
  return { ...change, kind: "conflict", why, marked: merged };
}

/** What dockstart wrote and would not write now. Its id is kept while the file is there. */
function noLongerPlanned(path: string, { look, owned }: Ground): readonly Change[] {
  const found = look(path);
  if (!found) return [];
  const before = textOf(found);
  const yours = before === undefined ? undefined : plainText(before);
  const id = owned.idOf(path, yours);
  const own = yours !== undefined && blobId(yours) === id;
  const change = {
    path,
    mode: 0o644 as const,
    ...(before === undefined ? {} : { before }),
    ...(id === undefined ? {} : { id }),
  };
  if (own) return [{ ...change, kind: "remove" }];
  return [{ ...change, kind: "leave", why: "no longer needed, but changed by hand" }];
}
