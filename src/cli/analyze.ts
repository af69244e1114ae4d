import { detect, type Told } from "../detect/mod.ts";
import type { Detection } from "../detect/detection.ts";
import { makePlan } from "../plan/make_plan.ts";
import { placeFor } from "../plan/place.ts";
import type { Plan } from "../plan/plan.ts";
import type { GivenWishes } from "../plan/wish_kinds.ts";
import { combine, complete, type RawWishes, readEnvironment, readFlags } from "../plan/wishes.ts";
import { openProject } from "../project/disk.ts";
import type { Project } from "../project/project.ts";
import { parseRecord, RECORD_PATH, type StoredRecord } from "../write/record.ts";
import type { Session } from "./session.ts";

/** A project, and what is asked for it from all sides. */
export interface Asked {
  readonly project: Project;
  readonly record: StoredRecord;
  readonly given: GivenWishes;
}

/** A project as far as it goes without rendering anything. */
export interface Analysis extends Asked {
  readonly detection: Detection;
  readonly plan: Plan;
}

/**
 * Opens a project and puts the wishes together: a flag beats the environment, and that beats what
 * dockstart.json remembers.
 * @throws DockstartError when a wish makes no sense, or the folder or dockstart.json cannot be read
 */
export function ask(path: string, flags: RawWishes, session: Session): Asked {
  const typed = readFlags(flags);
  const environment = readEnvironment(session.host.env);
  const project = openProject(path);
  const record = parseRecord(project.text(RECORD_PATH));
  return { project, record, given: combine(record.wishes, environment, typed) };
}

/**
 * folder → Project → Detection → Plan.
 * @param choose decides what detection could not, where somebody is there to be asked
 * @throws DockstartError when the project has no language, or a manifest that decides is broken
 */
export async function analyze(
  asked: Asked,
  choose?: (detection: Detection, given: GivenWishes) => Promise<GivenWishes>,
): Promise<Analysis> {
  const { project } = asked;
  const detection = detect(project, toldBy(asked.given));
  const given = choose ? await choose(detection, asked.given) : asked.given;
  const wishes = complete(given);
  const place = placeFor(project, detection, wishes);
  const plan = makePlan(detection, wishes, { ...place, name: nameOf(asked) });
  return { ...asked, given, detection, plan };
}

/** What the user says of the project itself. */
export function toldBy({ language, path }: GivenWishes): Told {
  return { ...(language ? { language } : {}), ...(path !== undefined ? { path } : {}) };
}

/** A clone in a folder of another name is the same project: what was written goes by the first name. */
function nameOf({ project, record }: Asked): string {
  const recorded = record.plan?.["project"];
  return typeof recorded === "string" && recorded !== "" ? recorded : project.name;
}
