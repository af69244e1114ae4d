import { detect } from "../../src/detect/mod.ts";
import { loadTemplates } from "../../src/host/templates.ts";
import { TEMPLATES } from "./templates.ts";
import { makePlan } from "../../src/plan/make_plan.ts";
import { placeFor } from "../../src/plan/place.ts";
import { complete } from "../../src/plan/wishes.ts";
import { openProject } from "../../src/project/disk.ts";
import type { FileTree } from "../../src/render/file_tree.ts";
import { render } from "../../src/render/render.ts";

/** Example folders, each with project/ and expected/. */
export const EXAMPLES = new URL("../examples/", import.meta.url).pathname;

/** The examples that have a golden tree. */
export function exampleNames(): string[] {
  return [...Deno.readDirSync(EXAMPLES)].map((entry) => entry.name)
    .filter((name) => isFolder(`${EXAMPLES}${name}/project`)).sort();
}

function isFolder(path: string): boolean {
  try {
    return Deno.statSync(path).isDirectory;
  } catch {
    return false;
  }
}

/**
 * What init would write for an example, named as the example is. Scripts and the like are the same
 * bytes in every project: they are left out, but for one example that shows the whole tree.
 */
export function goldenTree(name: string): FileTree {
  const project = openProject(`${EXAMPLES}${name}/project`);
  const detection = detect(project);
  const place = placeFor(project, detection, complete({}));
  const plan = makePlan(detection, complete({}), { ...place, name });
  const whole = name === "rails-shop";
  return new Map(
    [...render(plan, loadTemplates(TEMPLATES))].filter(([path]) =>
      whole || !path.includes("/scripts/")
    ),
  );
}
