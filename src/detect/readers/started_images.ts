import type { Project } from "../../project/project.ts";
import type { Fact } from "../facts.ts";
import { filesOf, nameOf, placeOf } from "../places.ts";

/** Where a project keeps the commands of its development. */
const FILES = [
  "{,*/}{Makefile,makefile,GNUmakefile,justfile,Justfile,.justfile,Taskfile.yml,Taskfile.yaml}",
  "{,*/}{Rakefile,package.json,composer.json,tasks.py,noxfile.py}",
  "{,script/,scripts/,bin/,dev/,tools/,hack/}*.sh",
  ".github/workflows/*.{yml,yaml}",
  "{script,bin}/{setup,dev,bootstrap,start,start-db}",
];
const MAX_FILES = 60;
const RUN = /\b(?:docker|podman|nerdctl)\s+(?:container\s+)?run\s+(.*)/g;
/** Options that take a name, which may be an image's as well. */
const NAMED = /^(?:--name|--network|--hostname|-h|--net|--link|--network-alias|--volumes-from)$/;

/** The images that the project's own scripts start: `docker run … postgres:17`. */
export function readStartedImages(project: Project): readonly Fact[] {
  const files = filesOf(project, FILES, {
    keep: (file) =>
      /^(?:app|tooling)$/.test(placeOf(file)) &&
      (isCi(file) || !/test|e2e|\bci\b/.test(nameOf(file))),
    most: MAX_FILES,
  });
  return files.flatMap((file) => startedIn(file, project.text(file) ?? ""));
}

/** What CI starts is there for tests, and says as much as its service containers do. */
function isCi(file: string): boolean {
  return file.startsWith(".github/");
}

function startedIn(file: string, text: string): readonly Fact[] {
  return joinedLines(text).flatMap(({ text, line }) =>
    [...text.matchAll(RUN)].flatMap(([, words = ""]) =>
      imagesIn(words).map((image): Fact => ({
        kind: "image",
        image,
        names: [],
        by: isCi(file) ? "ci" : "script",
        scope: /\btest/i.test(text) && !isCi(file) ? "test" : "app",
        file,
        line,
      }))
    )
  );
}

/** A command that a backslash continues is one line. */
function joinedLines(text: string): readonly { readonly text: string; readonly line: number }[] {
  const lines: { text: string; line: number }[] = [];
  let open: { text: string; line: number } | undefined;
  text.split(/\r?\n/).forEach((own, index) => {
    const whole: { text: string; line: number } = open
      ? { text: `${open.text} ${own}`, line: open.line }
      : { text: own, line: index + 1 };
    const continued = /\\\s*$/.test(own);
    open = continued ? { ...whole, text: whole.text.replace(/\\\s*$/, "") } : undefined;
    if (!continued) lines.push(whole);
  });
  return lines;
}

function imagesIn(words: string): readonly string[] {
  const all = words.split(/&&|\|\||;|\|/)[0]?.split(/[\s"']+/) ?? [];
  return all.filter((word, index) =>
    /^[a-z][\w./-]*(?::[\w.-]+)?$/.test(word) && !NAMED.test(all[index - 1] ?? "")
  ).slice(0, 8);
}
