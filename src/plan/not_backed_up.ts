import { NEED } from "../detect/claims.ts";
import type { Detection, ServiceFinding } from "../detect/detection.ts";
import { ENGINE_IDS } from "../engines/engine.ts";
import { SPOTTINGS } from "../engines/spotting/registry.ts";

/** Services that the application needs and dockstart has no engine for. */
export function notBackedUp({ services }: Detection): readonly ServiceFinding[] {
  return services.filter(({ id, selected, confidence }) =>
    !ENGINE_IDS.some((each) => each === id) &&
    (selected || (SPOTTINGS.get(id)?.role === "other" && confidence >= NEED))
  );
}
