import type { Detection, ServiceFinding } from "../detect/detection.ts";

/** Detection's word for a driver that stands beside others (src/detect/weigh.ts). */
const AMBIGUOUS = 0.5;

/**
 * Databases of which the project has the drivers, and nothing says which one it uses: two or more,
 * and none of them is selected.
 */
export function undecided({ services }: Detection): readonly ServiceFinding[] {
  const open = services.filter(({ selected, confidence, evidence: [first] }) =>
    !selected && confidence === AMBIGUOUS && first?.says.startsWith("depends on ")
  );
  return open.length > 1 ? open : [];
}
