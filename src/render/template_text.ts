import type { Templates } from "./render.ts";

/**
 * The text of one template.
 * @throws Error when it is missing: the templates are part of the program
 */
export function templateText(templates: Templates, path: string): string {
  const text = templates.get(path);
  if (text === undefined) throw new Error(`The template ${path} is missing.`);
  return text;
}
