import type { Templates } from "../render/render.ts";

/**
 * The templates: real files in templates/, embedded in the compiled program.
 * @param root the folder's address, with a slash at its end
 * @throws Deno.errors.NotFound when the program was compiled without them
 */
export function loadTemplates(root: URL): Templates {
  const templates = new Map<string, string>();
  const visit = (folder: string) => {
    const entries = [...Deno.readDirSync(new URL(folder, root))];
    for (const entry of entries.sort((a, b) => a.name < b.name ? -1 : 1)) {
      const path = `${folder}${entry.name}`;
      if (entry.isDirectory) visit(`${path}/`);
      else templates.set(path, Deno.readTextFileSync(new URL(path, root)));
    }
  };
  visit("");
  return templates;
}
