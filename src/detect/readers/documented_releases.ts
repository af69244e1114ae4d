import type { LanguageId } from "../../languages/language.ts";
import { LANGUAGES } from "../../languages/registry.ts";
import type { VersionFact } from "../facts.ts";
import { type DeveloperDocument, isRequirement } from "./developer_documents.ts";

/** "Python 3.12", "Go (1.25)", "[Node.js](https://nodejs.org) v24.x"; the sign that makes it a range stays out. */
const RELEASE =
  "(?:\\]\\([^)]*\\))?\\**\\s*(?:(?:in )?version\\s*)?[:=(]?\\s*v?(\\d+(?:\\.\\d+){0,2})(?:\\.x)?(?![\\w+]|\\.\\d|\\s*[-–]\\s*\\d)";
/** What documents call each language, before its release: "Node.js 24", "JDK 21". */
const NAMES: readonly (readonly [named: RegExp, ...languages: LanguageId[]])[] = [
  [named("Node(?:\\.?js)?"), "node"],
  [named("Bun"), "bun"],
  [named("Deno"), "deno"],
  [named("Python"), "python"],
  [named("Ruby"), "ruby"],
  [named("Go(?:lang)?"), "go"],
  [named("PHP"), "php"],
  [named("(?:Java|JDK|OpenJDK)(?: JDK)?"), "java", "kotlin"],
  [named("Rust"), "rust"],
  [named("Elixir"), "elixir"],
  [named("\\.NET(?: Core)?(?: SDK)?"), "dotnet"],
];

function named(name: string): RegExp {
  return new RegExp(`(?<![\\w.])${name}${RELEASE}`, "i");
}

/** What makes the release the lowest of several. */
const RANGE =
  />|≥|<|\+|~|\^|at least|minimum|or (?:new|high|lat|great|above|up|more)|newer|higher|later|above|and up|\bor\b|between|since|tested/i;

/** The one release of a language that a document says developers need. */
export function documentedReleases(
  { file, sentences }: DeveloperDocument,
): readonly VersionFact[] {
  return sentences.filter((at) => isRequirement(at) && !RANGE.test(at.text)).flatMap(
    ({ text, line }) =>
      NAMES.flatMap(([name, ...languages]) => {
        const spec = name.exec(text)?.[1];
        if (!spec || !languages.some((language) => isRelease(language, spec))) return [];
        const says = `names release ${spec}`;
        return languages.map((language): VersionFact => (
          { kind: "version", language, spec, says, file, line }
        ));
      }),
  );
}

/** "Python 3" is no release. */
function isRelease(language: LanguageId, spec: string): boolean {
  return LANGUAGES[language].parts === 1 || spec.includes(".");
}
