import type { Detection } from "../detect/detection.ts";
import { type OwnCompose, ownComposeFiles, readOwnCompose } from "../detect/own_compose.ts";
import { type DatabaseFile, foldersOf, sqliteFiles } from "../detect/sqlite/mod.ts";
import type { Project } from "../project/project.ts";
import type { Wishes } from "./plan.ts";

/** Where a plan is made for, and what is there already. */
export interface Place {
  /** The folder's own name. */
  readonly name: string;
  /** The compose files whose databases are to be used. */
  readonly compose?: OwnCompose;
  /** The SQLite databases, where the project uses any. */
  readonly sqlite?: SqlitePlace;
}

/** The database files that the project's configuration names, and the folders that are there for them. */
export interface SqlitePlace {
  readonly files: readonly DatabaseFile[];
  /** "" for the project's own. */
  readonly folders: readonly string[];
}

/**
 * The project as the plan sees it. A compose file in .devcontainer belongs to a dev container that is
 * there already: it is used where only the backups are wanted, or where it is asked for.
 * @throws DockstartError when a compose file that is asked for is not there, or is broken
 */
export function placeFor(project: Project, detection: Detection, wishes: Wishes): Place {
  const files = wishes.compose ?? ownComposeFiles(project, detection)
    .filter((file) => wishes.only || !file.startsWith(".devcontainer/"));
  const wantsSqlite = wishes.services?.includes("sqlite") ??
    detection.services.some(({ id, selected }) => id === "sqlite" && selected);
  return {
    name: project.name,
    ...(files.length > 0 ? { compose: readOwnCompose(project, files) } : {}),
    ...(wantsSqlite ? { sqlite: sqlitePlace(project) } : {}),
  };
}

function sqlitePlace(project: Project): SqlitePlace {
  const files = sqliteFiles(project);
  return { files, folders: foldersOf(project, files.map(({ path }) => path)) };
}
