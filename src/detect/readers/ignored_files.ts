import type { Project } from "../../project/project.ts";
import type { Fact } from "../facts.ts";
import { depthOf } from "../places.ts";

/** "*.sqlite3", "/data/**.db"; neither Windows' Thumbs.db, nor what GitHub's template for Python has. */
const SQLITE = /^\/?[\w./-]*\*+\.(?:sqlite3?|db)\*?$|^(?!\/?db\.sqlite3)[\w./*-]*\.sqlite3?\*?$/;

/** Reads what is kept out of git: files of a database that runs inside the application. */
export function readIgnoredFiles(project: Project): readonly Fact[] {
  return project.glob("{,*/,*/*/}.gitignore").filter((file) => depthOf(file) <= 2)
    .flatMap((file): readonly Fact[] => {
      const lines = (project.text(file) ?? "").split(/\r?\n/);
      const at = lines.findIndex((line) => SQLITE.test(line.trim()));
      if (at === -1) return [];
      const says = `ignores ${lines[at]?.trim()}`;
      return [{ kind: "trace", adapter: "sqlite", says, file, line: at + 1 }];
    });
}
