import { deepEqual, equal } from "node:assert/strict";
import type { Detection } from "../../src/detect/detection.ts";
import { detect } from "../../src/detect/mod.ts";
import { memoryProject } from "../../src/project/memory.ts";

/** What `detect` is to find in a project's files. */
export interface Expectation {
  readonly files: Readonly<Record<string, string>>;
  /** "ruby 3.4", "node" where no version is known; the primary first. */
  readonly languages?: readonly string[];
  readonly framework?: string;
  /** The services that are selected. */
  readonly services?: readonly string[];
  /** The services that are seen and not selected. */
  readonly dropped?: readonly string[];
}

/** Detects in memory. */
export function detectIn(files: Readonly<Record<string, string>>): Detection {
  return detect(memoryProject("shop", files));
}

/** One test for each sentence. */
export function detects(cases: Readonly<Record<string, Expectation>>): void {
  for (const [sentence, expected] of Object.entries(cases)) {
    Deno.test(sentence, () => compare(detectIn(expected.files), expected));
  }
}

function compare(found: Detection, expected: Expectation): void {
  if (expected.languages) {
    deepEqual(
      found.languages.map(({ id, version }) => version ? `${id} ${version}` : id),
      expected.languages,
    );
  }
  if (expected.framework) equal(found.framework, expected.framework);
  const ids = (selected: boolean) =>
    found.services.filter((service) => service.selected === selected).map(({ id }) => id).sort();
  if (expected.services) deepEqual(ids(true), [...expected.services].sort());
  if (expected.dropped) deepEqual(ids(false), [...expected.dropped].sort());
  for (const finding of [...found.languages, ...found.services]) {
    equal(finding.evidence.length > 0, true, `${finding.id} has evidence`);
    equal(finding.confidence > 0 && finding.confidence <= 1, true, `${finding.id} confidence`);
  }
}
