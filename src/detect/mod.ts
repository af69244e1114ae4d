import { SPOTTINGS } from "../engines/spotting/registry.ts";
import type { Project } from "../project/project.ts";
import { within } from "../project/within.ts";
import type { LanguageId } from "../languages/language.ts";
import type { Application, Detection, Finding, Note } from "./detection.ts";
import { applicationsIn, startedFolders } from "./applications.ts";
import { factsFor, withFirst } from "./choose_application.ts";
import type { Fact, Reader, VersionFact } from "./facts.ts";
import { orNote } from "./parse/broken.ts";
import { depthOf, folderOf } from "./places.ts";
import { rankLanguages } from "./rank_languages.ts";
import { readAll } from "./read_all.ts";
import { readAnt } from "./readers/ant.ts";
import { readCi } from "./readers/ci.ts";
import { readCompose } from "./readers/compose.ts";
import { readDevContainer } from "./readers/dev_container.ts";
import { readStartedImages } from "./readers/started_images.ts";
import { readBuiltinDrivers } from "./readers/builtin_drivers.ts";
import { readDevEnvironments } from "./readers/dev_environments.ts";
import { readDocuments } from "./readers/documents.ts";
import { readDockerfiles } from "./readers/dockerfile.ts";
import { readConfigCode } from "./readers/config_code.ts";
import { readConfigData } from "./readers/config_data.ts";
import { readIgnoredFiles } from "./readers/ignored_files.ts";
import { readPrisma } from "./readers/prisma.ts";
import { readDeno } from "./readers/deno.ts";
import { readDotnet } from "./readers/dotnet.ts";
import { readElixir } from "./readers/elixir.ts";
import { readJvm } from "./readers/jvm.ts";
import { readPhp } from "./readers/php.ts";
import { readRust } from "./readers/rust.ts";
import { readEnvFiles } from "./readers/env_files.ts";
import { readGo } from "./readers/go.ts";
import { readNix } from "./readers/nix.ts";
import { readKotlinModules } from "./readers/kotlin_modules.ts";
import { readNode } from "./readers/node.ts";
import { readPython } from "./readers/python.ts";
import { readProcfiles } from "./readers/procfile.ts";
import { readRailsConfig } from "./readers/rails_config.ts";
import { readRuby } from "./readers/ruby.ts";
import { weigh } from "./weigh.ts";

/** One reader an ecosystem, then what they share. */
const READERS: readonly Reader[] = [
  readRuby,
  readRailsConfig,
  readProcfiles,
  readPython,
  readGo,
  readPhp,
  readJvm,
  readAnt,
  readKotlinModules,
  readRust,
  readElixir,
  readDotnet,
  readDeno,
  readNode,
  readPrisma,
  readConfigCode,
  readConfigData,
  readEnvFiles,
  readCompose,
  readCi,
  readDevContainer,
  readDevEnvironments,
  readDockerfiles,
  readNix,
  readBuiltinDrivers,
  readStartedImages,
  readDocuments,
  readIgnoredFiles,
];

/** What the user says of the project, and what is not looked for then. */
export interface Told {
  /** The application's language. */
  readonly language?: LanguageId;
  /** The application's folder, where the project has several. */
  readonly path?: string;
}

/**
 * What a project is written in and which services it needs, with the evidence for each.
 * @throws DockstartError "bad-manifest" when a file that decides cannot be parsed, "unreadable"
 * when one may not be read, "bad-wish" when there is no application at the path
 */
export function detect(project: Project, told: Told = {}): Detection {
  const all = readAll(project, READERS);
  const found = applicationsIn(project, all, rankLanguages(project, all)[0]?.id);
  const { path } = told;
  const applications = path === undefined ? found : withFirst(found, path, { project, facts: all });
  const [chosen] = applications;
  const facts = path === undefined || !chosen ? all : factsFor(chosen, applications, all);
  const ranked = languagesOf(project, facts);
  const own = path === undefined || !chosen ? ranked : withOwn(ranked, chosen);
  const languages = withWish(own, told.language);
  const framework = frameworkOf(facts, languages[0]?.id);
  return {
    schema: 1,
    languages,
    ...(framework ? { framework } : {}),
    services: weigh(facts, SPOTTINGS, () => startedFolders(project, facts)),
    applications,
    notes: notesOf(facts),
  };
}

/** A language whose manifest lies in a folder has its version files there, too. */
function languagesOf(project: Project, facts: readonly Fact[]): readonly Finding<LanguageId>[] {
  const languages = rankLanguages(project, facts);
  const inner = languages.flatMap(({ id, evidence: [first] }) => {
    const folder = folderOf(first?.file ?? "");
    return folder === "" ? [] : versionsWithin(project, folder, id);
  });
  return inner.length === 0 ? languages : rankLanguages(project, [...facts, ...inner]);
}

function versionsWithin(project: Project, folder: string, id: LanguageId): readonly VersionFact[] {
  return orNote(() => readAll(within(project, folder), READERS)).flatMap((fact) =>
    fact.kind === "version" && fact.language === id ? [{ ...fact, file: folder + fact.file }] : []
  );
}

/** An application that is chosen has a language, however little it weighs in the whole project. */
function withOwn(
  languages: readonly Finding<LanguageId>[],
  { language, evidence }: Application,
): readonly Finding<LanguageId>[] {
  const has = languages.some(({ id }) => id === language);
  return has ? languages : [{ id: language, confidence: 1, evidence }, ...languages];
}

/** The user's language first, found or not. */
function withWish(
  languages: readonly Finding<LanguageId>[],
  wish: LanguageId | undefined,
): readonly Finding<LanguageId>[] {
  if (!wish) return languages;
  const asked = { file: ".", line: 0, says: "was asked for" };
  const found = languages.find((each) => each.id === wish);
  return [
    found ?? { id: wish, confidence: 1, evidence: [asked] },
    ...languages.filter((each) => each.id !== wish),
  ];
}

/** The primary language's framework, the one nearest to the project's own folder. */
function frameworkOf(
  facts: readonly Fact[],
  language: LanguageId | undefined,
): string | undefined {
  const own = facts.flatMap((fact) =>
    fact.kind === "framework" && fact.language === language ? [fact] : []
  );
  return own.sort((a, b) => depthOf(a.file) - depthOf(b.file))[0]?.framework;
}

function notesOf(facts: readonly Fact[]): readonly Note[] {
  return facts.flatMap((fact) => {
    if (fact.kind !== "note") return [];
    const { says, file, line } = fact;
    const at = line > 0 ? `${file}:${line}` : file;
    return [{ says: `${at} ${says}`, evidence: { file, line, says: "could not be read" } }];
  });
}
