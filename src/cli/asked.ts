import type { Told } from "../detect/mod.ts";
import type { GivenWishes } from "../plan/wish_kinds.ts";
import { combine, type RawWishes, readEnvironment, readFlags } from "../plan/wishes.ts";
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

/** What the user says of the project itself. */
export function toldBy({ language, path }: GivenWishes): Told {
  return { ...(language ? { language } : {}), ...(path !== undefined ? { path } : {}) };
}
