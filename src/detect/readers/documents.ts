import { SPOTTINGS } from "../../engines/spotting/registry.ts";
import type { Spotting } from "../../engines/spotting.ts";
import type { Project } from "../../project/project.ts";
import type { DocumentFact, Fact } from "../facts.ts";
import { type DocumentLine, documentLines } from "../parse/document.ts";
import { depthOf, placeOf } from "../places.ts";

/** Documents for somebody who wants to develop or run the project. */
const NAMES = "{README,CONTRIBUTING,DEVELOPMENT,DEVELOPING,DEVELOPERS,HACKING,INSTALL,SETUP,BUILD}";
const LOWER =
  "{readme,contributing,development,developing,setup,getting-started,getting_started,local-development,requirements}";
const ENDINGS = "{,.md,.rst,.adoc,.txt,.markdown}";
const FILES = [
  `{,*/,*/*/}${NAMES}${ENDINGS}`,
  `{,docs/,doc/,.github/}{${LOWER},Readme,Contributing,Development}${ENDINGS}`,
  `{docs,doc}/{contributing,development,developers,contribute,setup}/*.{md,rst,adoc}`,
];
const MAX_FILES = 24;
/** Longer documents are manuals, or lists. */
const MAX_CHARACTERS = 200_000;

/** Sections that tell what is needed to develop or run it. */
const NEEDS = anyOf([
  "requir, prereq, depend, need, before, set.?up, setting up, get.*start, quick.?start, install, develop",
  "contribut, run, local, build, database, tech, stack, built (?:with|using), architecture, environment",
  "hacking, usage, how to",
]);
/** Those of them that list it. */
const REQUIREMENTS = anyOf([
  "requir, prereq, depend, need, before, set.?up, setting up, get.*start, install, develop, contribut",
  "local, database, environment",
]);
/** Sections that tell of something else, even inside those. */
const ELSEWHERE = anyOf([
  "deploy, production, kubernetes, helm, heroku, fly\\.io, vercel, railway, render\\.com, upgrad, migrat",
  "changelog, release notes, roadmap, backup, benchmark, comparison, alternativ, faq, troubleshoot",
  "tests?\\b, testing, plugin, integration, connector, support, optional, example, feature, self.?host",
  "bug, report, issue, licen, credit, acknowledg, thank, sponsor, communit, contact, related, who uses",
]);
/** What a sentence says of something that nobody has to have. */
const OPTIONAL = anyOf([
  "optional, if you, if (?:not|no|any|enabled|set), in case, alternativ, instead, support, \\bcan\\b, could",
  "\\bmay\\b, might, without, no longer, not (?:required|needed|necessary|use), don'?t (?:need|require)",
  "doesn'?t, plugin, adapter for, \\bor\\b, either, \\be\\.g\\., for example, such as, like\\b, test, prod",
  "deploy, migrat, export, import, compatible, backup, roadmap, planned, future, coming soon, similar",
  "compar, unlike, ~~, \\[ \\]",
]);
/** "15 or newer" is no choice. */
const AT_LEAST = /\bor\s+(?:new|high|lat|great|above|more|up|bett|any)\w*/gi;
const DEFAULT = /default|out of the box/i;

/** Lists of words, and beginnings of words, as one expression. */
function anyOf(lists: readonly string[]): RegExp {
  return new RegExp(lists.join(", ").split(", ").join("|"), "i");
}

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
 * itself, unless one is said to be the default.
 */
export function readDocuments(project: Project): readonly Fact[] {
  const files = new Set(FILES.flatMap((pattern) => [...project.glob(pattern)]));
  return [...files]
    .filter((file) => !/^(?:test|deployment)$/.test(placeOf(file)) && isOwn(file))
    .sort((a, b) => depthOf(a) - depthOf(b) || (a < b ? -1 : 1))
    .slice(0, MAX_FILES)
    .flatMap((file) => {
      const text = project.text(file) ?? "";
      return text.length > MAX_CHARACTERS ? [] : documentFacts(file, documentLines(text));
    });
}

/** A document below docs is the project's; one below examples is not. */
function isOwn(file: string): boolean {
  return placeOf(file) !== "example" || /^docs?\//.test(file);
}

function documentFacts(file: string, lines: readonly DocumentLine[]): readonly Fact[] {
  const sections = Map.groupBy(
    lines.filter(({ headings }) => tellsNeeds(headings)),
    ({ section }) => section,
  );
  const facts = [...sections.values()].flatMap((section) => sectionFacts(file, section));
  return facts.filter(({ adapter }, index) =>
    index === facts.findIndex((each) => each.adapter === adapter)
  );
}

function tellsNeeds(headings: readonly string[]): boolean {
  const [title = "", ...below] = headings;
  const told = below.length === 0 ? [title] : below;
  return !told.some((heading) => ELSEWHERE.test(heading)) &&
    told.some((heading) => NEEDS.test(heading));
}

interface Mention {
  readonly id: string;
  readonly at: DocumentLine;
}

function sectionFacts(file: string, lines: readonly DocumentLine[]): readonly DocumentFact[] {
  const all = lines.flatMap(sentencesOf).flatMap((at) => mentionsIn(at));
  const isDefault = ({ at }: Mention) => DEFAULT.test(at.text);
  const databases = new Set(all.filter(isDatabase).map(({ id }) => id));
  return all.filter((mention) => {
    if (isDatabase(mention) && databases.size > 1) {
      return isDefault(mention) && isAlone(mention, all);
    }
    return isDefault(mention) || !OPTIONAL.test(mention.at.text.replace(AT_LEAST, ""));
  }).map(({ id, at }) => ({
    kind: "document",
    isRequirement: !at.code && REQUIREMENTS.test(at.headings.at(-1) ?? ""),
    adapter: nameOfAdapter(id),
    says: `"${at.headings.at(-1) ?? ""}" names ${SPOTTINGS.get(id)?.title ?? id}`,
    file,
    line: at.line,
  }));
}

/** A paragraph on one line says one thing after the other. */
function sentencesOf(at: DocumentLine): readonly DocumentLine[] {
  return at.text.split(/(?<=[.!?;])\s+(?=\S)/).map((text) => ({ ...at, text }));
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
