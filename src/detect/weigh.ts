import type { Spotting } from "../engines/spotting.ts";
import { type Candidate, isRole, loudest } from "./candidate.ts";
import { candidatesFrom } from "./candidates.ts";
import type { Evidence, ServiceFinding } from "./detection.ts";
import { NEED } from "./claims.ts";
import type { Fact } from "./facts.ts";
import { parseImage, releaseOfTag } from "./parse/image.ts";
import { packagesIn, selectDatabases } from "./select_databases.ts";

/** Evidence lines that a finding keeps: enough to believe it. */
const KEPT_EVIDENCE = 8;
/** How sure one can be of a driver when others stand beside it. */
export const AMBIGUOUS = 0.5;
/** How sure one can be of what needs no setting up, among others that do. */
export const BY_DEFAULT = 0.6;

/**
 * Joins facts with the engines' tables: which services the project needs, and how sure that is.
 * Of databases that rival each other one is selected, or none where nothing decides.
 * @param spottings the engines, in the order to report them
 * @param started the folders of what is started by itself: each may have a database of its own
 */
export function weigh(
  facts: readonly Fact[],
  spottings: ReadonlyMap<string, Spotting>,
  started: () => readonly string[] = () => [],
): readonly ServiceFinding[] {
  const candidates = candidatesFrom(facts, spottings);
  const isStarted = () =>
    facts.some((fact) => fact.kind === "language" && fact.starts === true) || started().length > 0;
  const databases = candidates.filter((each) => isRole(each, "database"));
  const selected = new Set([
    ...selectDatabases(databases, { started, isStarted, packages: packagesIn(facts) })
      .filter(({ spotting }) => !spotting.inProcess),
    ...candidates.filter((each) => isRole(each, "cache") && loudest(each) >= NEED),
    ...selectDocuments(candidates),
  ]);
  return candidates.map((candidate) => finding(candidate, selected.has(candidate), candidates))
    .sort((a, b) => Number(b.selected) - Number(a.selected) || b.confidence - a.confidence);
}

/** A document store stands beside a database, unless both are only drivers of a choice. */
function selectDocuments(candidates: readonly Candidate[]): readonly Candidate[] {
  const databases = candidates.filter((each) => isRole(each, "database"));
  const rival = databases.some((each) => loudest(each) >= NEED);
  return candidates.filter((each) =>
    isRole(each, "documents") && (rival ? isMeant(each) : loudest(each) >= NEED)
  );
}

/** Whether code speaks of it beside its driver, or something does louder. */
function isMeant(candidate: Candidate): boolean {
  const top = loudest(candidate);
  return top > NEED || top === NEED && candidate.claims.some(({ rung }) => rung === "connection");
}

function finding(
  { id, spotting, claims }: Candidate,
  selected: boolean,
  all: readonly Candidate[],
): ServiceFinding {
  const [first] = claims;
  const alone = all.filter((each) => each.spotting.role === spotting.role).length === 1;
  const rivalled = all.some((each) =>
    each.id !== id && isRole(each, spotting.role) && loudest(each) === first?.loudness
  );
  const ambiguous = !selected && !alone && spotting.role !== "other" && first?.rung === "driver";
  const loud = first?.loudness ?? 0;
  const image = claims.find((claim) => claim.image !== undefined && claim.rung === "compose") ??
    claims.find((claim) => claim.image !== undefined);
  const own = claims.filter((claim) => claim.scope !== "test");
  // a cache's databases are numbers
  const database = spotting.role === "cache"
    ? undefined
    : own.find((claim) => claim.database)?.database;
  const user = own.find((claim) => claim.user)?.user;
  const port = own.find((claim) => claim.port)?.port;
  const runs = claims.flatMap(({ service, scope, evidence: { file } }) =>
    service && scope === "app" ? [{ file, service }] : []
  );
  return {
    id,
    ...versionAndImage(image?.image, spotting),
    confidence: ambiguous
      ? Math.min(round(loud), AMBIGUOUS)
      : selected && rivalled && spotting.isFile
      ? Math.min(round(loud), BY_DEFAULT)
      : round(loud),
    selected,
    ...(database ? { database } : {}),
    ...(user ? { user } : {}),
    ...(port ? { port } : {}),
    ...(runs.length > 0 ? { runs } : {}),
    evidence: firstOfEachLine(claims.map((claim) => claim.evidence)).slice(0, KEPT_EVIDENCE),
  };
}

/** A line that two readers understood is said once, as the louder of them says it. */
function firstOfEachLine(evidence: readonly Evidence[]): readonly Evidence[] {
  return evidence.filter(({ file, line }, index) =>
    index === evidence.findIndex((each) => each.file === file && each.line === line)
  );
}

function round(confidence: number): number {
  return Math.round(confidence * 100) / 100;
}

/** An official image without a release says no more than the engine's name. */
function versionAndImage(
  image: string | undefined,
  spotting: Spotting,
): Pick<ServiceFinding, "version" | "image"> {
  if (!image) return {};
  const { repository, tag } = parseImage(image);
  const version = tag ? releaseOfTag(tag) : undefined;
  const plain = repository === spotting.images[0] && !version;
  return { ...(version ? { version } : {}), ...(plain ? {} : { image }) };
}
