import type { Detection, ServiceFinding } from "../detect/detection.ts";
import { AMBIGUOUS, BY_DEFAULT } from "../detect/weigh.ts";
import { SPOTTINGS } from "../engines/spotting/registry.ts";

/**
 * Databases of which the project has the drivers, and nothing says which one it uses: two or more,
 * and none of them is selected, or only the one that needs no setting up.
 */
export function undecided({ services }: Detection): readonly ServiceFinding[] {
  if (services.some(isDecided)) return [];
  const open = services.filter(({ selected, confidence, evidence: [first] }) =>
    confidence === (selected ? BY_DEFAULT : AMBIGUOUS) && first?.says.startsWith("depends on ")
  );
  return open.length > 1 ? open : [];
}

/** Another driver beside a database that something says the project uses is a choice that was made. */
function isDecided({ id, selected, confidence }: ServiceFinding): boolean {
  return selected && confidence !== BY_DEFAULT && SPOTTINGS.get(id)?.role === "database";
}
