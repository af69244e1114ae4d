import type { LanguageId } from "../../languages/language.ts";
import { LANGUAGES } from "../../languages/registry.ts";
import type { Project } from "../../project/project.ts";
import type { VersionFact } from "../facts.ts";
import { developerDocuments, isRequirement } from "./developer_documents.ts";

/** What documents call each language, before its release: "Node.js 24", "JDK 21". */
const NAMES: readonly { readonly named: string; readonly languages: readonly LanguageId[] }[] = [
  { named: "Node(?:\\.?js)?", languages: ["node"] },
  { named: "Bun", languages: ["bun"] },
  { named: "Deno", languages: ["deno"] },
  { named: "Python", languages: ["python"] },
  { named: "Ruby", languages: ["ruby"] },
  { named: "Go(?:lang)?", languages: ["go"] },
  { named: "PHP", languages: ["php"] },
  { named: "(?:Java|JDK|OpenJDK)(?: JDK)?", languages: ["java", "kotlin"] },
  { named: "Rust", languages: ["rust"] },
  { named: "Elixir", languages: ["elixir"] },
  { named: "\\.NET(?: Core)?(?: SDK)?", languages: ["dotnet"] },
];
/** "Python 3.12", "Go (1.25)", "[Node.js](https://nodejs.org) v24.x"; the sign that makes it a range stays out. */
const RELEASE =
  "(?:\\]\\([^)]*\\))?\\**\\s*(?:(?:in )?version\\s*)?[:=(]?\\s*v?(\\d+(?:\\.\\d+){0,2})(?:\\.x)?(?![\\w+]|\\.\\d|\\s*[-–]\\s*\\d)";
/** What makes the release the lowest of several. */
const RANGE =
  />|≥|<|\+|~|\^|at least|minimum|or (?:new|high|lat|great|above|up|more)|newer|higher|later|above|and up|\bor\b|between|since|tested/i;

/**
 * The one release of a language that the project's documents say developers need. It decides only where no
 * file of the project does.
 */
export function readDocumentedReleases(project: Project): readonly VersionFact[] {
  return developerDocuments(project).flatMap(({ file, sentences }) =>
    sentences.filter((at) => isRequirement(at) && !RANGE.test(at.text)).flatMap(({ text, line }) =>
      NAMES.flatMap(({ named, languages }) => {
        const spec = new RegExp(`(?<![\\w.])${named}${RELEASE}`, "i").exec(text)?.[1];
        if (!spec || !languages.some((language) => isRelease(language, spec))) return [];
        const says = `names release ${spec}`;
        return languages.map((language): VersionFact => (
          { kind: "version", language, spec, says, file, line }
        ));
      })
    )
  );
}

/** "Python 3" is no release. */
function isRelease(language: LanguageId, spec: string): boolean {
  return LANGUAGES[language].parts === 1 || spec.includes(".");
}
