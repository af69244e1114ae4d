import type { Detection } from "../../src/detect/detection.ts";
import type { Label } from "./label.ts";

/** Of so many questions, so many were answered right. */
export interface Tally {
  readonly right: number;
  readonly of: number;
}

/** How one repository's detection, or that of many, compares with what was read there. */
export interface Score {
  /** Of the services that were selected, those that are required or optional. */
  readonly precision: Tally;
  /** Of the services that are required, those that were selected. */
  readonly recall: Tally;
  /** Of the repositories, those whose primary language was named. */
  readonly language: Tally;
  /** Of the repositories that pin a release, those for which it was named. */
  readonly version: Tally;
  /** What is wrong, in words. */
  readonly wrong: readonly string[];
}

const MEASURES = ["precision", "recall", "language", "version"] as const;

/** The services that labels speak of; what else a project needs is not looked for in them. */
const LABELLED = new Set(["postgres", "mysql", "mariadb", "redis", "valkey", "sqlite", "mongodb"]);

/** Compares what detection says of a repository with its label. */
export function score(label: Label, detection: Detection): Score {
  const selected = detection.services.filter((each) => each.selected).map(({ id }) => id)
    .filter((id) => LABELLED.has(id));
  const required = [...label.required].filter((id) => LABELLED.has(id));
  const extra = selected.filter((id) => !label.required.has(id) && !label.optional.has(id));
  const missed = required.filter((id) => !selected.includes(id));
  const wanted = label.languages[0] ?? "no language";
  const [primary] = detection.languages;
  const found = primary?.id ?? "no language";
  const version = label.version !== undefined && label.languages.length > 0
    ? [found === wanted && isRelease(primary?.version, label.version)]
    : [];
  return {
    precision: { right: selected.length - extra.length, of: selected.length },
    recall: { right: required.length - missed.length, of: required.length },
    language: { right: found === wanted ? 1 : 0, of: 1 },
    version: { right: version.filter(Boolean).length, of: version.length },
    wrong: [
      ...extra.map((id) => `${id} is not needed`),
      ...missed.map((id) => `${id} is missing`),
      ...(found === wanted ? [] : [`${found} instead of ${wanted}`]),
      ...(version.includes(false)
        ? [`${primary?.version ?? "no release"} instead of ${label.version}`]
        : []),
    ],
  };
}

/** Labels name a release as far as an image tag needs it; "3.12.1" is a right answer to "3.12". */
function isRelease(found: string | undefined, pinned: string): boolean {
  return found !== undefined && `${found}.`.startsWith(`${pinned}.`);
}

/** The sum of several scores. */
export function total(scores: readonly Score[]): Score {
  const sums = MEASURES.map((measure) => [measure, {
    right: scores.reduce((sum, each) => sum + each[measure].right, 0),
    of: scores.reduce((sum, each) => sum + each[measure].of, 0),
  }]);
  return { ...Object.fromEntries(sums), wrong: scores.flatMap(({ wrong }) => wrong) };
}

/** "precision 97.5 % (117/120)", for each measure. */
export function scoreLine(scored: Score): string {
  return MEASURES.map((measure) => {
    const { of, right } = scored[measure];
    return `${measure} ${of === 0 ? "-" : (100 * right / of).toFixed(1)} % (${right}/${of})`;
  }).join(", ");
}
