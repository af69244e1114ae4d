import { posix } from "node:path";
import type { Project } from "../../project/project.ts";
import { folderOf, nameOf } from "../places.ts";
import { documentTexts } from "./developer_documents.ts";

/** `cp .env.docker .env`, `cp backend/.env.dev backend/.env` */
const COPY =
  /\b(?:cp|copy)\s+(?:-\w+\s+)*["']?([\w./-]*env[\w.-]*)["']?\s+["']?([\w./-]*?)["'`]*(?=\s|$)/g;
const TARGET = /^\.env(?:\.(?:local|development))?$/;

/**
 * The files that documents tell a developer to copy to .env, by the folder that they lie in. Where there are
 * such, other examples beside them are for somebody else.
 */
export type CopiedExamples = ReadonlyMap<string, readonly string[]>;

/** Looks through the project's documents for what a developer is told to copy. */
export function copiedExamples(project: Project): CopiedExamples {
  const found = documentTexts(project).flatMap(({ file, text }) =>
    [...text.matchAll(COPY)].flatMap(([, from = "", to = ""]) => {
      if (!TARGET.test(nameOf(to))) return [];
      const own = ["", folderOf(file)].map((folder) => posix.normalize(folder + from))
        .find((path) => project.has(path));
      return own ? [own] : [];
    })
  );
  return Map.groupBy(new Set(found), folderOf);
}
