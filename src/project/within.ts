import { globber } from "./glob.ts";
import type { Project } from "./project.ts";

/**
 * A folder of a project, as if it were a project of its own.
 * @param folder with a slash behind it
 */
export function within(project: Project, folder: string): Project {
  return {
    name: folder.split("/").at(-2) ?? project.name,
    has: (path) => project.has(folder + path),
    text: (path) => project.text(folder + path),
    glob: globber(() =>
      project.glob("**/*").filter((file) => file.startsWith(folder))
        .map((file) => file.slice(folder.length))
    ),
  };
}
