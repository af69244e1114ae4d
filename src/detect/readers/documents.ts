import { SPOTTINGS } from "../../engines/spotting/registry.ts";
import type { Spotting } from "../../engines/spotting.ts";
import type { Project } from "../../project/project.ts";
import type { DocumentFact, Fact } from "../facts.ts";
import type { DocumentLine } from "../parse/document.ts";
import { documentedChoices } from "./documented_choices.ts";
import { hasEnvExample } from "./env_files.ts";
import { documentedReleases } from "./documented_releases.ts";
import {
  anyOf,
  type DeveloperDocument,
  developerDocuments,
  isRequirement,
} from "./developer_documents.ts";

/** What a sentence says of something that nobody has to have. */
const OPTIONAL = anyOf([
  "optional, if you, if (?:not|no|any|enabled|set), in case, alternativ, instead, support, \\bcan\\b, could",
  "\\bmay\\b, might, without, no longer, not (?:required|needed|necessary|use), don'?t (?:need|require)",
  "doesn'?t, plugin, adapter for, \\bor\\b, either, \\be\\.g\\., for example, such as, like\\b, \\btest, \\bprod",
  "deploy, migrat, export, \\bimport(?!ant), compatible, backup, roadmap, planned, future, coming soon, similar",
  "compar, unlike, ~~, \\[ \\], oder, opcional, 可选, 或",
]);
/** "15 or newer" is no choice. */
const AT_LEAST =
  /\b(?:or|oder)\s+(?:new|high|lat|great|above|more|up|bett|any|neu|höh)\w*|或(?:以上|更高)/gi;
const DEFAULT = /default|out of the box/i;

/** What documents call each engine: its title, and the adapters that are spelt alike. */
const WORDS: ReadonlyMap<string, RegExp> = new Map(
  [...SPOTTINGS].filter(([, { role }]) => role !== "other")
    .map(([id, spotting]) => [id, wordsFor(spotting)] as const),
);

function wordsFor({ title, adapters }: Spotting): RegExp {
  const start = title.slice(0, 5).toLowerCase();
  const words = [title, ...adapters.filter((name) => name.startsWith(start) && /^\w+$/.test(name))];
  return new RegExp(`(?<![\\w/.@-])(?:${words.join("|")})(?![\\w/@]|[.-]\\w)`, "i");
}

/**
 * What the project's documents say that it needs. Of several databases in one section none is needed by
 * itself, unless one is said to be the default. The releases that they name decide where no file does.
 */
export function readDocuments(project: Project): readonly Fact[] {
  const hasExample = hasEnvExample(project);
  return developerDocuments(project).flatMap((document) => [
    ...serviceFacts(document),
    ...(hasExample ? [] : documentedChoices(document)),
    ...documentedReleases(document),
  ]);
}

function serviceFacts({ file, sentences }: DeveloperDocument): readonly Fact[] {
  const sections = Map.groupBy(sentences, ({ section }) => section);
  const facts = [...sections.values()].flatMap((section) => sectionFacts(file, section));
  return facts.filter(({ adapter }, index) =>
    index === facts.findIndex((each) => each.adapter === adapter)
  );
}

interface Mention {
  readonly id: string;
  readonly at: DocumentLine;
}

function sectionFacts(
  file: string,
  sentences: readonly DocumentLine[],
): readonly DocumentFact[] {
  const all = sentences.flatMap((at) => mentionsIn(at));
  const isDefault = ({ at }: Mention) => DEFAULT.test(at.text);
  const databases = new Set(all.filter(isDatabase).map(({ id }) => id));
  return all.filter((mention) => {
    if (isDatabase(mention) && databases.size > 1) {
      return isDefault(mention) && isAlone(mention, all);
    }
    return isDefault(mention) || !OPTIONAL.test(mention.at.text.replace(AT_LEAST, ""));
  }).map((mention) => ({
    kind: "document",
    isRequirement: isRequirement(mention.at),
    ...(isDatabase(mention) && isDefault(mention) ? { isDefault: true } : {}),
    adapter: nameOfAdapter(mention.id),
    says: `"${mention.at.headings.at(-1) ?? ""}" names ${
      SPOTTINGS.get(mention.id)?.title ?? mention.id
    }`,
    file,
    line: mention.at.line,
  }));
}

function mentionsIn(at: DocumentLine): readonly Mention[] {
  return [...WORDS].filter(([, words]) => words.test(at.text)).map(([id]) => ({ id, at }));
}

function nameOfAdapter(id: string): string {
  return SPOTTINGS.get(id)?.adapters[0] ?? id;
}

function isDatabase({ id }: Mention): boolean {
  return SPOTTINGS.get(id)?.role === "database";
}

/** Whether no other database stands on the line. */
function isAlone({ id, at }: Mention, all: readonly Mention[]): boolean {
  return !all.some((other) => other.at === at && other.id !== id && isDatabase(other));
}
