import type { Spotting } from "../engines/spotting.ts";
import { type Candidate, isDriven, isRole, loudest } from "./candidate.ts";
import { candidatesFrom } from "./candidates.ts";
import type { Evidence, ServiceFinding } from "./detection.ts";
import { NEED, TRACE } from "./claims.ts";
import type { Fact } from "./facts.ts";
import { folderOf } from "./places.ts";
import { parseImage, releaseOfTag } from "./parse/image.ts";

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

/** What databases are selected by, beyond what speaks for each. */
interface Surroundings {
  readonly started: () => readonly string[];
  readonly isStarted: () => boolean;
  /** The folders that have a manifest of their own. */
  readonly packages: ReadonlySet<string>;
}

function packagesIn(facts: readonly Fact[]): ReadonlySet<string> {
  return new Set(facts.flatMap((fact) => fact.kind === "dependency" ? [folderOf(fact.file)] : []));
}

/** The project's database; where nothing decides, the one of each application that drives only one. */
function selectDatabases(
  candidates: readonly Candidate[],
  { started, isStarted, packages }: Surroundings,
): readonly Candidate[] {
  const selected = selectDatabase(candidates, { isStarted, packages });
  if (selected.length > 0) return selected;
  const driven = candidates.filter(isDriven);
  if (driven.length < 2) return [];
  const own = started().map((folder) =>
    driven.filter(({ claims }) =>
      claims.some(({ rung, loudness, evidence: { file } }) =>
        rung === "driver" && loudness >= NEED && folderOf(file) === folder
      )
    )
  );
  const settled = own.every((each) => each.length < 2);
  const all = new Set(own.flat());
  return settled && all.size === driven.length ? [...all] : [];
}

/** The application's database: the one that the loudest kind of fact names. */
function selectDatabase(
  candidates: readonly Candidate[],
  { isStarted, packages }: Pick<Surroundings, "isStarted" | "packages">,
): readonly Candidate[] {
  const top = Math.max(0, ...candidates.map(loudest));
  if (top < NEED) return [];
  const leaders = candidates.filter((each) => loudest(each) === top);
  if (leaders.length === 1) return leaders;
  // what runs without a server is not beaten by what a profile could switch on
  if (leaders.some(({ spotting }) => spotting.inProcess)) return [];
  if (isTogether(leaders) || isOneEach(leaders, packages)) return leaders;
  const best = bestBacked(leaders, top);
  if (best.length === 1) return best;
  // Of several drivers, an application that is configured for none of them starts on its own file.
  const bare = leaders.every(({ claims }) => claims.every(({ rung }) => rung === "driver"));
  return leaders.filter(({ spotting, claims }) =>
    spotting.isFile &&
    (claims.some(({ rung }) => rung === "selector" || rung === "trace") ||
      bare && isStarted())
  );
}

/** Several databases in one section of one file are meant to be used side by side. */
function isTogether(leaders: readonly Candidate[]): boolean {
  const places = leaders.map((each) => each.claims[0]);
  const [first] = places;
  return first?.rung === "selector" && /\((.+)\)$/.test(first.evidence.says) &&
    places.every((claim) => claim?.evidence.file === first.evidence.file);
}

/** Several packages, each of which says outright which database is its own. */
function isOneEach(leaders: readonly Candidate[], packages: ReadonlySet<string>): boolean {
  const chosen = leaders.map(({ claims }) => {
    const outright = claims.filter(({ rung, loudness }) =>
      rung === "selector" && loudness === claims[0]?.loudness
    );
    return new Set(outright.map(({ evidence: { file } }) => packageOf(file, packages)));
  });
  const all = chosen.flatMap((folders) => [...folders]);
  return chosen.every((folders) => folders.size > 0 && !folders.has("")) &&
    new Set(all).size === all.length;
}

/** The nearest folder around a file that has a manifest; "" for the project's own. */
function packageOf(file: string, packages: ReadonlySet<string>): string {
  for (let folder = folderOf(file);; folder = folderOf(folder.slice(0, -1))) {
    if (folder === "" || packages.has(folder)) return folder;
  }
}

/** Of those that are named alike, the ones for which the next kinds of fact speak, too. */
function bestBacked(leaders: readonly Candidate[], below: number): readonly Candidate[] {
  const backed = leaders.filter((each) => support(each, below) > TRACE);
  if (backed.length < 2) return backed;
  const most = Math.max(...backed.map((each) => support(each, below)));
  return bestBackedOrAll(backed.filter((each) => support(each, below) === most), most);
}

function bestBackedOrAll(best: readonly Candidate[], below: number): readonly Candidate[] {
  const further = best.length > 1 ? bestBacked(best, below) : best;
  return further.length > 0 ? further : best;
}

/** What else speaks for an engine, below the kind of fact in which it is not alone. */
function support(candidate: Candidate, below: number): number {
  return candidate.claims.find((claim) => claim.loudness < below && claim.rung !== "variable")
    ?.loudness ?? 0;
}

/** A document store stands beside a database, unless both are only drivers of a choice. */
function selectDocuments(candidates: readonly Candidate[]): readonly Candidate[] {
  const databases = candidates.filter((each) => isRole(each, "database"));
  const rival = databases.some((each) => loudest(each) >= NEED);
  return candidates.filter((each) =>
    isRole(each, "documents") && (rival ? loudest(each) > NEED : loudest(each) >= NEED)
  );
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
