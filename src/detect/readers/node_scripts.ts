import type { Project } from "../../project/project.ts";
import { type Parsed, recordAt, textAt } from "../parse/shape.ts";

/** A script that starts what other packages of the workspace start. */
const DELEGATES =
  /\b(?:turbo|nx|lerna|moon|concurrently|npm-run-all)\b|--filter|--recursive|--parallel|\s-r\b|\s(?:-w|--cwd|--prefix|-C)\s|workspaces?\b/;

/**
 * Whether a package is started by itself: undefined where its scripts say nothing. What is there to
 * be imported is a library, whatever it can be watched with.
 */
export function startsItself(
  project: Project,
  folder: string,
  parsed: Parsed,
): boolean | undefined {
  const root = recordAt(parsed.value);
  const scripts = recordAt(root, "scripts");
  const library = ["main", "exports", "module"].some((name) => name in root);
  const workspace = isWorkspace(project, folder, parsed);
  const starts = (library ? ["start", "serve"] : ["start", "dev", "serve"]).some((name) => {
    const script = textAt(scripts, name);
    return script !== undefined && !(workspace && DELEGATES.test(script));
  });
  if (starts) return true;
  return library || workspace ? false : undefined;
}

function isWorkspace(project: Project, folder: string, parsed: Parsed): boolean {
  return "workspaces" in recordAt(parsed.value) ||
    /^packages:/m.test(project.text(`${folder}pnpm-workspace.yaml`) ?? "") ||
    ["turbo.json", "nx.json", "lerna.json"].some((name) => project.has(folder + name));
}
