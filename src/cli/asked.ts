import type { Detection } from "../detect/detection.ts";
import { detect } from "../detect/mod.ts";
import type { GivenWishes } from "../plan/wish_kinds.ts";
import { combine, type RawWishes, readEnvironment, readFlags } from "../plan/wishes.ts";
import { openProject } from "../project/disk.ts";
import type { Project } from "../project/project.ts";
import { type Repository, repositoryAround } from "../project/repository.ts";
import { parseRecord, RECORD_PATH, type StoredRecord } from "../write/record.ts";
import type { Session } from "./session.ts";

/** A project, and what is asked for it from all sides. */
export interface Asked {
  readonly project: Project;
  readonly record: StoredRecord;
  readonly given: GivenWishes;
  /** The repository that the project's folder is only a part of. */
  readonly around?: Repository;
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
  const around = repositoryAround(path);
  const given = combine(record.wishes, environment, typed);
  return { project, record, given, ...(around ? { around } : {}) };
}

/**
 * What is in the project, by what the user says of it. Of a folder that is a part of a repository nothing around it is
 * read: a note says so.
 * @throws DockstartError as `detect` does
 */
export function detectIn({ around, given: { language, path }, project }: Asked): Detection {
  const detection = detect(project, {
    ...(language ? { language } : {}),
    ...(path !== undefined ? { path } : {}),
  });
  return around
    ? { ...detection, notes: [...detection.notes, { says: partOf(around) }] }
    : detection;
}

/** More names than these are "and others". */
const NAMED = 3;

function partOf({ part, root, shares }: Repository): string {
  const more = shares.length > NAMED ? ["others"] : [];
  const names = new Intl.ListFormat("en-GB").format([...shares.slice(0, NAMED), ...more]);
  return `this folder is a part of the repository at ${root}, whose ${names} ${
    shares.length > 1 ? "are" : "is"
  } not read here; to plan with what is there: dockstart init ${root} --path ${part}`;
}
