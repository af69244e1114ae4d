import { DockstartError } from "../errors.ts";
import type { Project } from "../project/project.ts";
import type { Application } from "./detection.ts";
import type { Fact } from "./facts.ts";

/**
 * The applications with the wanted one first.
 * @param path its folder, "." for the project's own
 * @throws DockstartError "bad-wish" when nothing is known of that folder
 */
export function withFirst(
  applications: readonly Application[],
  path: string,
  { project, facts }: { readonly project: Project; readonly facts: readonly Fact[] },
): readonly Application[] {
  const found = applications.find((each) => each.path === path) ?? unlisted(path, facts);
  if (found) return [found, ...applications.filter((each) => each.path !== path)];
  const there = project.glob("**/*").some((file) => file.startsWith(`${path}/`));
  const known = applications.map((each) => each.path).join(", ");
  throw new DockstartError(
    "bad-wish",
    there ? `No language was found in the folder "${path}"` : `There is no folder "${path}"`,
    known ? `Choose from ${known}.` : "Give an application's folder, inside the project's.",
  );
}

/** A library, or something that nobody would know how to start, can be developed as well. */
function unlisted(path: string, facts: readonly Fact[]): Application | undefined {
  const [fact] = facts.flatMap((each) =>
    each.kind === "language" && isInside(each.file, path) ? [each] : []
  ).sort((a, b) => b.weight - a.weight);
  if (!fact) return undefined;
  const { file, line, says, language } = fact;
  return { path, language, installs: path, evidence: [{ file, line, says }] };
}

/** What an application needs: what is said in its folder, and what the whole project shares. */
export function factsFor(
  chosen: Application,
  applications: readonly Application[],
  facts: readonly Fact[],
): readonly Fact[] {
  const deepestFirst = [...applications].sort((a, b) => b.path.length - a.path.length);
  return facts.filter((fact) => {
    if (isInside(fact.file, chosen.path)) {
      const owner = deepestFirst.find(({ path }) => isInside(fact.file, path));
      return owner === undefined || owner.path.length <= chosen.path.length;
    }
    if (fact.kind === "language" || fact.kind === "framework") return false;
    const owner = deepestFirst.find(({ path }) => isInside(fact.file, path));
    return owner === undefined || (owner.path === "." && fact.kind !== "dependency");
  });
}

function isInside(file: string, folder: string): boolean {
  return folder === "." || file.startsWith(`${folder}/`);
}
