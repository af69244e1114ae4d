import type { Detection } from "../detect/detection.ts";
import { makePlan } from "../plan/make_plan.ts";
import { placeFor } from "../plan/place.ts";
import type { Plan } from "../plan/plan.ts";
import type { GivenWishes } from "../plan/wish_kinds.ts";
import { complete } from "../plan/wishes.ts";
import { type Asked, detectIn } from "./asked.ts";

/** A project as far as it goes without rendering anything. */
export interface Analysis extends Asked {
  readonly detection: Detection;
  readonly plan: Plan;
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
  const detection = detectIn(asked);
  const given = choose ? await choose(detection, asked.given) : asked.given;
  const wishes = complete(given);
  const place = placeFor(project, detection, wishes);
  const plan = makePlan(detection, wishes, { ...place, name: nameOf(asked) });
  return { ...asked, given, detection, plan };
}

/** A clone in a folder of another name is the same project: what was written goes by the first name. */
function nameOf({ project, record }: Asked): string {
  const recorded = record.plan?.["project"];
  return typeof recorded === "string" && recorded !== "" ? recorded : project.name;
}
