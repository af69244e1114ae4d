import { DockstartError } from "../errors.ts";
import type { LanguageId } from "../languages/language.ts";
import type { Project } from "../project/project.ts";
import type { Application } from "./detection.ts";
import type { Fact, LanguageFact } from "./facts.ts";
import { folderOf } from "./places.ts";

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
  const found = applications.find((each) => each.path === path) ?? unlisted(path, facts) ??
    partOf(path, { project, facts });
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

/** Builds of which the readers report the whole, and languages that their parts are in. */
const WHOLES: readonly { readonly manifests: string; readonly languages: readonly LanguageId[] }[] =
  [
    { manifests: "**/{pom.xml,build.gradle,build.gradle.kts}", languages: ["java", "kotlin"] },
    { manifests: "**/*.{csproj,fsproj,vbproj}", languages: ["dotnet"] },
  ];

/** A module of a build, or a project of a solution, in the language of the whole. */
function partOf(
  path: string,
  { project, facts }: { readonly project: Project; readonly facts: readonly Fact[] },
): Application | undefined {
  for (const { manifests, languages } of WHOLES) {
    const file = project.glob(manifests).find((each) => folderOf(each) === `${path}/`);
    const language = languages.find((id) =>
      facts.some((fact) => fact.kind === "language" && fact.language === id)
    );
    if (file === undefined || language === undefined) continue;
    const evidence = [{ file, line: 0, says: "is a part of the build" }];
    return { path, language, installs: path, evidence };
  }
  return undefined;
}

/** What an application needs: what is said in its folder, and what the whole project shares. */
export function factsFor(
  chosen: Application,
  applications: readonly Application[],
  facts: readonly Fact[],
): readonly Fact[] {
  const deepestFirst = [...applications].sort((a, b) => b.path.length - a.path.length);
  const own = facts.filter((fact) => {
    if (isInside(fact.file, chosen.path)) {
      const owner = deepestFirst.find(({ path }) => isInside(fact.file, path));
      return owner === undefined || owner.path.length <= chosen.path.length;
    }
    if (fact.kind === "language" || fact.kind === "framework") return false;
    const owner = deepestFirst.find(({ path }) => isInside(fact.file, path));
    return owner === undefined || (owner.path === "." && fact.kind !== "dependency");
  });
  return own.some(({ kind }) => kind === "language") ? own : [...languageOf(chosen), ...own];
}

/** A part of a build is in the language of the whole, of which no fact lies in its folder. */
function languageOf({ language, evidence }: Application): readonly LanguageFact[] {
  return evidence.map((at) => ({
    kind: "language",
    language,
    role: "application",
    weight: 1,
    ...at,
  }));
}

function isInside(file: string, folder: string): boolean {
  return folder === "." || file.startsWith(`${folder}/`);
}
