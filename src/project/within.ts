import type { Project } from "./project.ts";

/**
 * A folder of a project, as if it were a project of its own. Where the folder's name means something
 * in a pattern, nothing is found in it.
 * @param folder with a slash behind it
 */
export function within(project: Project, folder: string): Project {
  const isPlain = !/[*?{},]/.test(folder);
  return {
    name: folder.split("/").at(-2) ?? project.name,
    has: (path) => project.has(folder + path),
    text: (path) => project.text(folder + path),
    glob: (pattern) =>
      isPlain ? project.glob(folder + pattern).map((file) => file.slice(folder.length)) : [],
  };
}
