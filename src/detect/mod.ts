import { SPOTTINGS } from "../engines/spotting/registry.ts";
import type { Project } from "../project/project.ts";
import type { LanguageId } from "../languages/language.ts";
import type { Detection, Finding, Note } from "./detection.ts";
import type { Fact, Reader } from "./facts.ts";
import { depthOf } from "./places.ts";
import { rankLanguages } from "./rank_languages.ts";
import { readCi } from "./readers/ci.ts";
import { readCompose } from "./readers/compose.ts";
import { readDockerfiles } from "./readers/dockerfile.ts";
import { readConfigCode } from "./readers/config_code.ts";
import { readConfigData } from "./readers/config_data.ts";
import { readPrisma } from "./readers/prisma.ts";
import { readDeno } from "./readers/deno.ts";
import { readDotnet } from "./readers/dotnet.ts";
import { readElixir } from "./readers/elixir.ts";
import { readJvm } from "./readers/jvm.ts";
import { readPhp } from "./readers/php.ts";
import { readRust } from "./readers/rust.ts";
import { readEnvFiles } from "./readers/env_files.ts";
import { readGo } from "./readers/go.ts";
import { readNode } from "./readers/node.ts";
import { readPython } from "./readers/python.ts";
import { readRailsConfig } from "./readers/rails_config.ts";
import { readRuby } from "./readers/ruby.ts";
import { weigh } from "./weigh.ts";

/** One reader an ecosystem, then what they share. */
const READERS: readonly Reader[] = [
  readRuby,
  readRailsConfig,
  readPython,
  readGo,
  readPhp,
  readJvm,
  readRust,
  readElixir,
  readDotnet,
  readDeno,
  readNode,
  readPrisma,
  readConfigCode,
  readConfigData,
  readCompose,
  readEnvFiles,
  readCi,
  readDockerfiles,
];

/**
 * What a project is written in and which services it needs, with the evidence for each.
 * @param options.language the user's word for the application's language
 * @throws DockstartError "bad-manifest" when a file that decides cannot be parsed, "unreadable"
 * when one may not be read
 */
export function detect(project: Project, options: { language?: LanguageId } = {}): Detection {
  const facts = READERS.flatMap((read) => read(project));
  const languages = withWish(rankLanguages(project, facts), options.language);
  const framework = frameworkOf(facts, languages[0]?.id);
  return {
    schema: 1,
    languages,
    ...(framework ? { framework } : {}),
    services: weigh(facts, SPOTTINGS),
    notes: notesOf(facts),
  };
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
    return [{ says, evidence: { file, line, says: "could not be read" } }];
  });
}
