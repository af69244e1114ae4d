import { loadTemplates } from "../host/templates.ts";
import type { Plan } from "../plan/plan.ts";
import type { GivenWishes } from "../plan/wish_kinds.ts";
import { render } from "../render/render.ts";
import { VERSION } from "../version.ts";
import type { Site } from "../write/apply.ts";
import { basesFor } from "../write/bases.ts";
import type { Change } from "../write/change.ts";
import { compare } from "../write/compare.ts";
import { readJournal } from "../write/journal.ts";
import { type Found, looker } from "../write/look.ts";
import { Owned } from "../write/owned.ts";
import { RECORD_PATH, recordedPlan, recordText, type StoredRecord } from "../write/record.ts";
import { settle, type Settlement } from "../write/resolve.ts";
import type { Session } from "./session.ts";

/** Everything that init would do, before any of it is done. */
export interface Prepared {
  readonly site: Site;
  /** The record's own change comes last. */
  readonly changes: readonly Change[];
}

interface Decided {
  readonly plan: Plan;
  readonly given: GivenWishes;
  readonly record: StoredRecord;
}

/**
 * Plan → FileTree → Change[].
 * @param path the project's folder
 * @throws DockstartError when the files would not land inside the project, or one may not be read
 */
export async function prepare(
  path: string,
  { plan, given, record }: Decided,
  { session, settlement }: { readonly session: Session; readonly settlement: Settlement },
): Promise<Prepared> {
  const home = Deno.realPathSync(path);
  const templates = loadTemplates(session.templates);
  const { disk } = session;
  const look = looker(home, disk);
  const inPlace = look(RECORD_PATH);
  const unfinished = readJournal(home, disk);
  const owned = new Owned(record, unfinished);
  const findBase = basesFor(owned, templates, { host: session.host, home });
  const compared = await compare(render(plan, templates), { look, owned, findBase });
  const changes = settle(compared, settlement);
  const files = new Map(
    changes.flatMap(({ path, id, kind }) => id && kind !== "remove" ? [[path, id]] : []),
  );
  const next = { version: VERSION, wishes: given, plan: recordedPlan(plan), files };
  const ofRecord = recordChange(record, recordText(record, next), inPlace);
  return {
    site: { home, disk, ...(unfinished ? { unfinished } : {}) },
    changes: [...changes, ...settle([ofRecord], settlement)],
  };
}

function recordChange(record: StoredRecord, after: string, there: Found | undefined): Change {
  const change = { path: RECORD_PATH, mode: 0o644 as const, after };
  if (there && there.kind !== "file") {
    return { ...change, kind: "conflict", why: `there is a ${there.kind}` };
  }
  if (record.text === undefined) {
    return there
      ? { ...change, kind: "conflict", why: "there is not a text" }
      : { ...change, kind: "create" };
  }
  const kind = record.text === after ? "keep" : "update";
  return { ...change, kind, before: record.text };
}
