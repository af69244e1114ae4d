import type { Ecosystem } from "../engines/spotting.ts";
import type { LanguageId } from "../languages/language.ts";
import type { Project } from "../project/project.ts";
import type { Application } from "./detection.ts";
import type { Fact, FrameworkFact, LanguageFact } from "./facts.ts";
import { depthOf, folderOf, placeOf } from "./places.ts";

/** Files by which a folder is seen to hold something that is started, and no library. */
const STARTS: Readonly<Record<LanguageId, string>> = {
  ruby: "{config.ru,bin/rails}",
  node: "{server,app}.{js,mjs,ts}",
  bun: "{server,app}.{js,mjs,ts}",
  deno: "{main,server,app,dev}.ts",
  python: "{manage,main,app,wsgi,asgi}.py",
  go: "{main.go,cmd/*/main.go}",
  php: "{artisan,index.php,public/index.php,bin/console}",
  java: "src/main/resources/application*.{properties,yml,yaml}",
  kotlin: "src/main/resources/application*.{properties,yml,yaml}",
  rust: "{src/main.rs,src/bin/*.rs}",
  elixir: "lib/*_web.ex",
  dotnet: "Program.{cs,fs,vb}",
};

/** Languages whose frameworks libraries use as well: there, only a file that is started says so. */
const BY_FILE_ONLY: ReadonlySet<LanguageId> = new Set(["go", "rust"]);

/** Languages of which each folder with a manifest stands by itself, whatever lies above it. */
const BY_FOLDER: ReadonlySet<LanguageId> = new Set(["ruby", "node", "bun", "deno", "go", "php"]);

/** Whose packages are started by what. */
const LANGUAGE_OF: Readonly<Record<Ecosystem, LanguageId>> = {
  npm: "node",
  pypi: "python",
  gem: "ruby",
  go: "go",
  composer: "php",
  maven: "java",
  cargo: "rust",
  hex: "elixir",
  nuget: "dotnet",
  deno: "deno",
};

/** More are a collection of packages, and nobody reads the list. */
const MOST = 30;

interface Candidate {
  readonly folder: string;
  readonly fact: LanguageFact;
  readonly framework?: FrameworkFact;
}

/**
 * The applications that a project is made of: folders with a manifest and something that is started.
 * The first one is what a dev container is planned for.
 * @param first the project's first language
 */
export function applicationsIn(
  project: Project,
  facts: readonly Fact[],
  first: LanguageId | undefined,
): readonly Application[] {
  const candidates = candidatesIn(facts);
  const started = candidates.filter((candidate) => isStarted(project, candidate));
  // a solution or an aggregator stands for what it builds
  const whole = started.some(({ fact }) => fact.language === first)
    ? []
    : candidates.filter(({ fact }) => fact.language === first).slice(0, 1);
  return [...whole, ...started]
    .sort((a, b) => preference(b, first) - preference(a, first) || (a.folder < b.folder ? -1 : 1))
    .slice(0, MOST)
    .map(({ folder, fact, framework }) => ({
      path: folder === "" ? "." : folder.slice(0, -1),
      language: fact.language,
      ...(framework ? { framework: framework.framework } : {}),
      installs: isManaged(facts, fact.language) || folder === "" ? "." : folder.slice(0, -1),
      evidence: [{ file: fact.file, line: fact.line, says: fact.says }],
    }));
}

/** Folders with a manifest and something that is started, the parts of a solution among them. */
export function startedFolders(project: Project, facts: readonly Fact[]): readonly string[] {
  const folders = new Map(
    facts.flatMap((fact) =>
      fact.kind === "dependency" && placeOf(fact.file) === "app"
        ? [[folderOf(fact.file), LANGUAGE_OF[fact.ecosystem]] as const]
        : []
    ),
  );
  return [...folders].filter(([folder, language]) => hasStart(project, folder, language))
    .map(([folder]) => folder);
}

/** Whether the project's own folder has a manifest of the language, of a workspace or a solution. */
function isManaged(facts: readonly Fact[], language: LanguageId): boolean {
  return facts.some((fact) =>
    fact.kind === "language" && fact.language === language && depthOf(fact.file) === 0
  );
}

/** The manifest that weighs most in each folder, the project's own first. */
function candidatesIn(facts: readonly Fact[]): readonly Candidate[] {
  const best = new Map<string, LanguageFact>();
  for (const fact of facts) {
    if (fact.kind !== "language" || fact.role === "tooling" || placeOf(fact.file) !== "app") {
      continue;
    }
    const folder = folderOf(fact.file);
    if (folder !== "" && !BY_FOLDER.has(fact.language) && isManaged(facts, fact.language)) continue;
    const other = best.get(folder);
    if (!other || weightOf(fact) > weightOf(other)) best.set(folder, fact);
  }
  return [...best].map(([folder, fact]) => {
    const framework = facts.find((each): each is FrameworkFact =>
      each.kind === "framework" && each.language === fact.language &&
      folderOf(each.file) === folder
    );
    return { folder, fact, ...(framework ? { framework } : {}) };
  }).sort((a, b) => depthOf(a.folder) - depthOf(b.folder));
}

function weightOf({ role, weight }: LanguageFact): number {
  return role === "application" ? weight + 1 : weight;
}

function isStarted(project: Project, { folder, fact, framework }: Candidate): boolean {
  if (fact.starts !== undefined) return fact.starts;
  return (framework !== undefined && !BY_FILE_ONLY.has(fact.language)) ||
    hasStart(project, folder, fact.language);
}

function hasStart(project: Project, folder: string, language: LanguageId): boolean {
  return project.has(`${folder}Dockerfile`) || project.has(`${folder}Procfile`) ||
    project.glob(folder + STARTS[language]).length > 0;
}

/** What answers requests before what a browser gets, the project's first language first. */
function preference({ folder, fact, framework }: Candidate, first: LanguageId | undefined): number {
  return (fact.role === "application" ? 8 : 0) + (fact.language === first ? 4 : 0) +
    (framework ? 1 : 0) - depthOf(folder) * 0.5;
}
