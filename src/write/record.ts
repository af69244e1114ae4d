import { applyEdits, modify } from "jsonc-parser";
import * as v from "valibot";
import { parseJson } from "../detect/parse/json.ts";
import type { Path } from "../detect/parse/shape.ts";
import { DockstartError } from "../errors.ts";
import type { Plan } from "../plan/plan.ts";
import { type GivenWishes, WISH_SCHEMA } from "../plan/wish_kinds.ts";
import { readStored } from "../plan/wishes.ts";
import { didYouMean } from "../suggest.ts";
import { formOf, inForm, plainText } from "./text_form.ts";

export const RECORD_PATH = ".devcontainer/dockstart.json";
const SCHEMA_URL =
  "https://raw.githubusercontent.com/dockstart/dockstart/main/docs/dockstart.schema.json";

/** Files that dockstart may own: a record that names others was not written by it. */
export const OWNED_PATH = /^\.devcontainer\/(?!.*(?:^|\/)\.{0,2}(?:\/|$))[^\\]+$/;

/**
 * `.devcontainer/dockstart.json`: what a project wishes, and what dockstart wrote for it.
 *
 * A file is the user's as soon as it differs from what was generated, so each one is known by the
 * blob id of its generated text. To merge a hand-edited file one needs that text again, and it is not
 * stored a second time: `plan` is what it was rendered from, so rendering it again gives the text,
 * which the id proves. Where a newer dockstart renders a file differently, git still has it (the id
 * is git's own); where git has not, the file is a conflict.
 */
export const RECORD_SCHEMA = v.strictObject({
  $schema: v.exactOptional(v.string()),
  version: v.exactOptional(
    v.pipe(v.string(), v.description("The dockstart that wrote the files last.")),
  ),
  wishes: v.exactOptional(
    v.pipe(WISH_SCHEMA, v.description("What init is asked for, also the next time. Edit this.")),
  ),
  generated: v.exactOptional(
    v.pipe(
      v.strictObject({
        plan: v.pipe(
          v.looseObject({}),
          v.description("What the files were made from: a hand-edited one is merged by it."),
        ),
        files: v.pipe(
          v.record(v.string(), v.string()),
          v.description("The git blob id of each file as it was generated."),
        ),
      }),
      v.description("Written by dockstart, and not to be edited."),
    ),
  ),
});

/** What a plan is rendered from: the reasons, and how sure they are, leave no trace in the files. */
export type RecordedPlan = Readonly<Record<string, unknown>>;

/** The record as it is in the folder; empty where there is none. */
export interface StoredRecord {
  readonly wishes: GivenWishes;
  readonly plan?: RecordedPlan;
  /** Blob ids by path. */
  readonly files: ReadonlyMap<string, string>;
  /** The file's own text, to be edited and not replaced. */
  readonly text?: string;
}

/** What there is to record after a run. */
export interface NewRecord {
  readonly version: string;
  readonly wishes: GivenWishes;
  readonly plan: RecordedPlan;
  readonly files: ReadonlyMap<string, string>;
}

/** The part of a plan that its files come from. */
export function recordedPlan(plan: Plan): RecordedPlan {
  const { decisions: _, app, ...rest } = plan;
  if (!app) return rest;
  const { confidence: __, ...rendered } = app;
  return { ...rest, app: rendered };
}

/**
 * Reads dockstart.json.
 * @param text undefined where the file is not there
 * @throws DockstartError "bad-manifest" or "bad-wish", naming the line
 */
export function parseRecord(text: string | undefined): StoredRecord {
  if (text === undefined) return { wishes: {}, files: new Map() };
  const { value, line } = parseJson(RECORD_PATH, text, "jsonc");
  const at = (path: Path) => ({ file: RECORD_PATH, line: line(path) });
  const result = v.safeParse(RECORD_SCHEMA, value);
  if (!result.success) throw broken(result.issues[0], at);
  const { wishes = {}, generated } = result.output;
  const files = new Map(Object.entries(generated?.files ?? {}));
  for (const path of files.keys()) {
    if (OWNED_PATH.test(path)) continue;
    throw new DockstartError(
      "bad-manifest",
      `dockstart writes no "${path}"`,
      "Take the line out.",
      at(["generated", "files", path]),
    );
  }
  return {
    wishes: readStored(wishes, (key) => at(["wishes", key])),
    files,
    text,
    ...(generated ? { plan: generated.plan } : {}),
  };
}

/** What is wrong, in one sentence, with the line and what was probably meant. */
function broken(
  issue: v.InferIssue<typeof RECORD_SCHEMA>,
  at: (path: Path) => { readonly file: string; readonly line: number },
): DockstartError {
  const path = (issue.path ?? []).map(({ key }) => typeof key === "number" ? key : String(key));
  const name = String(path.findLast((key) => typeof key === "string") ?? "");
  const inWishes = path[0] === "wishes" && path.length > 1;
  if (issue.kind === "schema" && issue.expected === "never") {
    const known = Object.keys(
      path[0] === "wishes" ? WISH_SCHEMA.entries : RECORD_SCHEMA.entries,
    );
    return new DockstartError(
      inWishes ? "bad-wish" : "bad-manifest",
      `There is no setting "${name}"`,
      `${didYouMean(name, known)}The settings here are ${known.join(", ")}.`,
      at(path),
    );
  }
  return new DockstartError(
    inWishes ? "bad-wish" : "bad-manifest",
    `"${name || "dockstart.json"}" cannot be ${issue.received}`,
    `It takes ${
      (issue.expected ?? "another value").replace(/[()]/g, "").replaceAll(" | ", " or ")
    }.`,
    at(path),
  );
}

/**
 * The record's new text: the old one where it already says all this, else the old one with only the
 * differing parts edited, so that comments and the order stay.
 */
export function recordText(old: StoredRecord, next: NewRecord): string {
  const generated = {
    plan: next.plan,
    files: Object.fromEntries([...next.files].sort(([a], [b]) => a < b ? -1 : 1)),
  };
  const whole = { $schema: SCHEMA_URL, version: next.version, wishes: next.wishes, generated };
  if (old.text === undefined) return `${JSON.stringify(whole, null, 2)}\n`;
  let text = plainText(old.text);
  const now = parseJson(RECORD_PATH, text, "jsonc").value as { [key: string]: unknown };
  const wishesNow = (now["wishes"] ?? {}) as { [key: string]: unknown };
  const set = (path: string[], before: unknown, after: unknown) => {
    if (JSON.stringify(before) === JSON.stringify(after)) return;
    const formattingOptions = { tabSize: 2, insertSpaces: true, eol: "\n" };
    text = applyEdits(text, modify(text, path, after, { formattingOptions }));
  };
  set(["version"], now["version"], next.version);
  for (const key of Object.keys(WISH_SCHEMA.entries) as (keyof GivenWishes)[]) {
    set(["wishes", key], wishesNow[key], next.wishes[key]);
  }
  set(["generated"], now["generated"], generated);
  return inForm(text, formOf(old.text));
}
