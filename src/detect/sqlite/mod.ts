import { posix } from "node:path";
import type { Project } from "../../project/project.ts";
import { DockstartError } from "../../errors.ts";
import {
  type DatabaseFile,
  type FileReader,
  readAppSettingsFiles,
  readElixirFiles,
  readEnvironment,
  readExisting,
  readPrismaFiles,
  readRails,
} from "./configured.ts";
import { readCode, readPythonFiles } from "./in_code.ts";

export type { DatabaseFile } from "./configured.ts";

/** The kinds of configuration, those that decide before those that are a default or a guess. */
const READERS: readonly FileReader[] = [
  readRails,
  readPrismaFiles,
  readEnvironment,
  readPythonFiles,
  readElixirFiles,
  readAppSettingsFiles,
  readCode,
  readExisting,
];

/** Databases that a project keeps in files; more than these are no application's. */
const MOST_FILES = 8;

/**
 * The SQLite databases that the project's configuration names, the main one first: what the first kind
 * of configuration says that names any. They need not be there yet.
 */
export function sqliteFiles(project: Project): readonly DatabaseFile[] {
  for (const read of READERS) {
    const files = new Map(tolerantly(read, project).map((file) => [file.path, file] as const));
    if (files.size > 0) return [...files.values()].slice(0, MOST_FILES);
  }
  return [];
}

/** A broken file was reported where it decides; here the next kind of configuration is asked. */
function tolerantly(read: FileReader, project: Project): readonly DatabaseFile[] {
  try {
    return read(project);
  } catch (error) {
    if (error instanceof DockstartError) return [];
    throw error;
  }
}

/**
 * The folders that hold the files, without those inside another one. A folder in which nothing else lies
 * may not be there in the next checkout, and Docker would make it as root: then it is the one around it.
 * @returns "" for the project's own
 */
export function foldersOf(project: Project, files: readonly string[]): readonly string[] {
  const others = project.glob("**/*").filter((path) =>
    !files.some((file) => path === file || path.startsWith(`${file}-`))
  );
  const folders = files.map((file) => {
    for (let folder = posix.dirname(file); folder !== "."; folder = posix.dirname(folder)) {
      if (others.some((path) => path.startsWith(`${folder}/`))) return folder;
    }
    return "";
  });
  return [...new Set(folders)].filter((folder) =>
    !folders.some((around) =>
      around !== folder && (around === "" || folder.startsWith(`${around}/`))
    )
  );
}
