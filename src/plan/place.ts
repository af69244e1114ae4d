import type { Detection } from "../detect/detection.ts";
import { type OwnCompose, ownComposeFiles, readOwnCompose } from "../detect/own_compose.ts";
import type { Project } from "../project/project.ts";
import type { Wishes } from "./plan.ts";

/** Where a plan is made for, and what is there already. */
export interface Place {
  /** The folder's own name. */
  readonly name: string;
  /** The compose files whose databases are to be used. */
  readonly compose?: OwnCompose;
}

/**
 * The project as the plan sees it. A compose file in .devcontainer belongs to a dev container that is
 * there already: it is used where only the backups are wanted, or where it is asked for.
 * @throws DockstartError when a compose file that is asked for is not there, or is broken
 */
export function placeFor(project: Project, detection: Detection, wishes: Wishes): Place {
  const files = wishes.compose ?? ownComposeFiles(project, detection)
    .filter((file) => wishes.only || !file.startsWith(".devcontainer/"));
  const { name } = project;
  return files.length === 0 ? { name } : { name, compose: readOwnCompose(project, files) };
}
