import { LANGUAGE_IDS, type LanguageId } from "../languages/language.ts";
import type { Project } from "../project/project.ts";
import type { Evidence, Finding } from "./detection.ts";
import type { Fact, LanguageFact, VersionFact } from "./facts.ts";
import { depthOf, placeOf } from "./places.ts";
import { fromSources, isOfAnother, sizeOf } from "./sources.ts";
import { isPin, resolveVersion } from "./versions.ts";

const ROLES: Readonly<Record<LanguageFact["role"], number>> = {
  application: 1,
  frontend: 0.6,
  tooling: 0.25,
};

/** Folders of what is built for a device, with that device's own tools. */
const SHELLS =
  /(?:^|\/)(?:desktop|mobile|android|ios|electron|(?:win|windows|mac|macos|osx|linux)(?:-\w+)?)\//i;
const OF_SHELL = 0.6;

/** Folders down to which another language than the first one is more than a corner of the project. */
const OTHERS_DEPTH = 2;

/** What builds the pages of an application in another language, wherever they lie. */
const BUILDS_PAGES: ReadonlySet<LanguageId> = new Set(["node", "bun"]);

/** From here on a manifest leaves no doubt, whatever its lock adds. */
const OF_MANIFEST = 0.9;

/** Less than this is tools around the application. */
const WORTH_NAMING = 0.4;

/** The languages that facts speak for: the application's own first. */
export function rankLanguages(
  project: Project,
  facts: readonly Fact[],
): readonly Finding<LanguageId>[] {
  const stated = facts.filter((fact) => fact.kind === "language");
  if (isOfAnother(project, stated)) return [];
  const worthy = stated.some((fact) => score(fact) >= WORTH_NAMING);
  const candidates = worthy
    ? [...stated, ...aboveAll(project, stated)]
    : fromSources(project, stated);
  const found = LANGUAGE_IDS.flatMap((id) => {
    const own = candidates.filter((fact) => fact.language === id).filter((fact, index, all) =>
      index === all.findIndex((each) => each.file === fact.file)
    )
      .sort((a, b) => score(b) - score(a));
    const [first] = own;
    return first && score(first) >= WORTH_NAMING ? [{ id, own, first }] : [];
  });
  const tied = found.length > 1 &&
    new Set(found.map(({ first }) => standing(first))).size < found.length;
  const size = new Map(
    found.map(({ id }) => [id, tied ? sizeOf(project, id) : 0]),
  );
  const sorted = found.sort((a, b) =>
    standing(b.first) - standing(a.first) || (size.get(b.id) ?? 0) - (size.get(a.id) ?? 0)
  );
  return largestFirst(project, sorted)
    .filter(({ id, first }, index) =>
      index === 0 || BUILDS_PAGES.has(id) || depthOf(first.file) <= OTHERS_DEPTH
    )
    .map(({ id, own, first }) => languageFinding(id, { own, first, facts }));
}

/** Where every manifest lies deep below, what surrounds them may be written in something else. */
function aboveAll(project: Project, stated: readonly LanguageFact[]): readonly LanguageFact[] {
  if (stated.some(({ file }) => depthOf(file) < OTHERS_DEPTH)) return [];
  const most = (ids: ReadonlySet<LanguageId>) =>
    Math.max(...[...ids].map((id) => sizeOf(project, id)));
  const known = new Set(stated.map(({ language }) => familyOf(language)));
  const larger = most(new Set(LANGUAGE_IDS.map(familyOf)).difference(known));
  if (larger === 0 || larger <= OUTNUMBERS * most(known)) return [];
  return fromSources(project, stated)
    .filter(({ language }) => !known.has(familyOf(language)))
    .map((fact) => ({ ...fact, weight: 1 }));
}

/** Bun's and Deno's files are JavaScript's, too. */
function familyOf(id: LanguageId): LanguageId {
  return id === "bun" || id === "deno" ? "node" : id;
}

/** So many times the files of another language are what the project is, and that is its tool. */
const OUTNUMBERS = 4;

interface Ranked {
  readonly id: LanguageId;
  readonly own: readonly LanguageFact[];
  readonly first: LanguageFact;
}

/** An application that the one at the top only manages comes before it. Of pages there are always many files. */
function largestFirst(project: Project, ranked: readonly Ranked[]): readonly Ranked[] {
  const isServer = ({ id, first }: Ranked) =>
    !BUILDS_PAGES.has(id) && id !== "deno" && score(first) >= OF_MANIFEST;
  const servers = ranked.filter(isServer);
  const [top] = ranked;
  if (!top || servers.length < 2 || servers[0] !== top) return ranked;
  const own = sizeOf(project, top.id);
  const larger = servers.slice(1).find(({ id }) =>
    own > 0 && sizeOf(project, id) > OUTNUMBERS * own
  );
  return larger ? [larger, ...ranked.filter((each) => each !== larger)] : ranked;
}

/** A folder at the top that is called after its language is one of several bindings. */
function isOfLanguage(file: string): boolean {
  return /^(?:python|php|ruby|go|golang|rust|java|kotlin|csharp|dotnet|javascript|typescript|node|swift|elixir)\//
    .test(file);
}

function score(fact: LanguageFact): number {
  const role = placeOf(fact.file) === "tooling" ? "tooling" : fact.role;
  const shell = SHELLS.test(fact.file) || isOfLanguage(fact.file) ? OF_SHELL : 1;
  return fact.weight * ROLES[role] * shell * (1 - depthOf(fact.file) * 0.08);
}

/** Of two applications whose manifests lie at the top, the one is first that there is more of. */
function standing(fact: LanguageFact): number {
  const own = score(fact);
  return depthOf(fact.file) === 0 && fact.role === "application" && own >= OF_MANIFEST && own <= 1
    ? 1
    : own;
}

function languageFinding(
  id: LanguageId,
  { own, first, facts }: {
    own: readonly LanguageFact[];
    first: LanguageFact;
    facts: readonly Fact[];
  },
): Finding<LanguageId> {
  const version = versionOf(id, facts);
  const evidence = own.slice(0, 3).map(evidenceOf);
  return {
    id,
    ...(version ? { version: version.release, ...exactly(version.fact.spec) } : {}),
    confidence: Math.round(Math.min(1, first.weight) * 100) / 100,
    evidence: version ? [...evidence, evidenceOf(version.fact)] : evidence,
  };
}

/** The first statement that can be read; a range gives way to a pin inside it. */
function versionOf(
  id: LanguageId,
  facts: readonly Fact[],
): { readonly release: string; readonly fact: VersionFact } | undefined {
  const stated = facts.flatMap((fact) => {
    if (fact.kind !== "version" || fact.language !== id) return [];
    const release = resolveVersion(id, fact.spec);
    return release ? [{ release, fact }] : [];
  });
  const [first] = stated;
  if (!first || isPin(first.fact.spec)) return first;
  const pinned = stated.find(({ fact, release }) =>
    isPin(fact.spec) && resolveVersion(id, `${first.fact.spec}`, release) === release
  );
  return pinned ?? first;
}

function exactly(spec: string): { readonly exact?: string } {
  const exact = isPin(spec) ? /\d+\.\d+\.\d+/.exec(spec)?.[0] : undefined;
  return exact ? { exact } : {};
}

function evidenceOf({ file, line, says }: LanguageFact | VersionFact): Evidence {
  return { file, line, says };
}
