import * as v from "valibot";
import type { Disk } from "./disk.ts";
import { OWNED_PATH, type RecordedPlan } from "./record.ts";

export const JOURNAL_PATH = ".devcontainer/dockstart.unfinished.json";

const PATH = v.pipe(v.string(), v.regex(OWNED_PATH));
const SCHEMA = v.strictObject({
  suffix: v.pipe(v.string(), v.regex(/^[0-9a-f]{8}$/)),
  plan: v.looseObject({}),
  files: v.record(PATH, v.strictObject({ generated: v.string(), written: v.string() })),
  overwritten: v.array(PATH),
});

/**
 * What a run is about to write: the first file that it writes and the last that it removes. After a
 * kill, a file whose blob id is `written` was reached and any other was not, so the next run knows
 * what is whose, whatever it is asked for then. It is not written beside its place and renamed: one
 * that is cut short means that nothing else was begun.
 */
export interface Journal {
  /** Between a file's name and ".tmp", of the files that are not in their places yet. */
  readonly suffix: string;
  readonly plan: RecordedPlan;
  /** By path: the blob id of what dockstart generates, and of what goes to the disk for it. */
  readonly files: ReadonlyMap<string, { readonly generated: string; readonly written: string }>;
  /** Paths where a foreign file may still be: until it is renamed, it is not dockstart's. */
  readonly overwritten: readonly string[];
}

/** What an unfinished run has left; undefined where there is none, or it was cut short. */
export function readJournal(home: string, disk: Disk): Journal | undefined {
  if (!disk.lstat(`${home}/${JOURNAL_PATH}`)?.isFile) return undefined;
  try {
    const text = new TextDecoder().decode(disk.read(`${home}/${JOURNAL_PATH}`));
    const { files, ...rest } = v.parse(SCHEMA, JSON.parse(text));
    return { ...rest, files: new Map(Object.entries(files)) };
  } catch (error) {
    if (error instanceof SyntaxError || v.isValiError(error)) return undefined;
    throw error;
  }
}

export function journalText(journal: Journal): string {
  return `${JSON.stringify({ ...journal, files: Object.fromEntries(journal.files) }, null, 2)}\n`;
}
