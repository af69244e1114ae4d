import type { Project } from "../../project/project.ts";
import { type DocumentLine, documentLines } from "../parse/document.ts";
import { filesOf, placeOf } from "../places.ts";

/** Documents for somebody who wants to develop or run the project. */
const NAMES = "{README,CONTRIBUTING,DEVELOPMENT,DEVELOPING,DEVELOPERS,HACKING,INSTALL,SETUP,BUILD}";
const OTHERS = [
  "readme,Readme,contributing,Contributing,development,Development,developing,setup",
  "getting-started,getting_started,local-development,requirements",
].join(",");
const ENDINGS = "{,.md,.MD,.rst,.adoc,.txt,.markdown}";
const FILES = [
  `{,*/,*/*/}${NAMES}${ENDINGS}`,
  `{,docs/,doc/,.github/}{${OTHERS}}${ENDINGS}`,
  `{docs,doc}/{contributing,development,developers,contribute,setup}/*.{md,rst,adoc}`,
];
const MAX_FILES = 24;
/** Longer documents are manuals, or lists. */
const MAX_CHARACTERS = 200_000;

/** Sections that tell what is needed to develop or run it. */
const NEEDS = anyOf([
  "requir, prereq, depend, need, before, set.?up, setting up, get.*start, quick.?start, install, develop",
  "contribut, run, local, build, database, tech, stack, built (?:with|using), architecture, environment",
  "hacking, usage, how to, voraussetz, anforderung, einricht, entwickl, requis, instala, desarroll, требован, установ",
  "环境, 前提, 要求, 依赖, 安装, 开始, 技术, 開発, 必要, 環境, 설치, 준비",
]);
/** Those of them that list it. */
const REQUIREMENTS = anyOf([
  "requir, prereq, depend, need, before, set.?up, setting up, get.*start, install, develop, contribut",
  "local, database, environment, voraussetz, anforderung, requis, требован, 环境, 前提, 要求, 依赖, 必要, 環境",
]);
/** Sections that tell of something else, even inside those. */
const ELSEWHERE = anyOf([
  "deploy, production, kubernetes, helm, heroku, fly\\.io, vercel, railway, render\\.com, upgrad, migrat",
  "changelog, release notes, roadmap, backup, benchmark, comparison, alternativ, faq, troubleshoot",
  "tests?\\b, testing, plugin, integration, connector, support, optional, example, feature, self.?host",
  "bug, report, issue, licen, credit, acknowledg, thank, sponsor, communit, contact, related, who uses",
]);

/** Lists of words, and beginnings of words, as one expression. */
export function anyOf(lists: readonly string[]): RegExp {
  return new RegExp(lists.join(", ").split(", ").join("|"), "i");
}

/** What a document tells developers that they need: its sentences, each with the section it stands in. */
export interface DeveloperDocument {
  readonly file: string;
  readonly sentences: readonly DocumentLine[];
}

/** The project's documents for developers, those of its own folder first. */
export function developerDocuments(project: Project): readonly DeveloperDocument[] {
  return documentTexts(project)
    .map(({ file, text }) => ({
      file,
      sentences: documentLines(text).filter(({ headings }) => tellsNeeds(headings))
        .flatMap(sentencesOf),
    }));
}

/** The same documents, whole. */
export function documentTexts(
  project: Project,
): readonly { readonly file: string; readonly text: string }[] {
  const files = filesOf(project, FILES, {
    keep: (file) => !/^(?:test|deployment)$/.test(placeOf(file)) && isOwn(file) && !isList(file),
    most: MAX_FILES,
  });
  return files.map((file) => ({ file, text: project.text(file) ?? "" }))
    .filter(({ text }) => text.length <= MAX_CHARACTERS);
}

/** Whether a sentence stands where the document lists what has to be there. */
export function isRequirement({ code, headings }: DocumentLine): boolean {
  return !code && REQUIREMENTS.test(headings.at(-1) ?? "");
}

/** A document below docs is the project's; one below examples is not. */
function isOwn(file: string): boolean {
  return placeOf(file) !== "example" || /^docs?\//.test(file);
}

/** pip's list has the name of a document, in some projects its ending as well. */
function isList(file: string): boolean {
  return /(?:^|\/)requirements\.txt$/.test(file);
}

function tellsNeeds(headings: readonly string[]): boolean {
  const [title = "", ...below] = headings;
  const told = below.length === 0 ? [title] : below;
  return !told.some((heading) => ELSEWHERE.test(heading)) &&
    told.some((heading) => NEEDS.test(heading));
}

/** A paragraph on one line says one thing after the other. */
function sentencesOf(at: DocumentLine): readonly DocumentLine[] {
  return at.text.split(/(?<=[.!?;])\s+(?=\S)/).map((text) => ({ ...at, text }));
}
