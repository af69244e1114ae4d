import type { ServiceRole, Spotting } from "../engines/spotting.ts";
import type { ServiceFinding } from "./detection.ts";
import { type Claim, claimOf, NEED } from "./claims.ts";
import type { Fact } from "./facts.ts";
import { parseImage, releaseOfTag } from "./parse/image.ts";

/** An engine with all that speaks for it, the loudest first. */
interface Candidate {
  readonly id: string;
  readonly spotting: Spotting;
  readonly claims: readonly Claim[];
}

/** Evidence lines that a finding keeps: enough to believe it. */
const KEPT_EVIDENCE = 8;
/** How sure one can be of a driver when others stand beside it. */
const AMBIGUOUS = 0.5;
/** What is left of a CI service or a driver where others beside it offer a choice. */
const LEFT_OF_RIVALLED = 0.5;
/** So many engines driven at once are not one application's needs. */
const SPEAKS_TO_EVERYTHING = 5;

/**
 * Joins facts with the engines' tables: which services the project needs, and how sure that is.
 * Of databases that rival each other one is selected, or none where nothing decides.
 * @param spottings the engines, in the order to report them
 */
export function weigh(
  facts: readonly Fact[],
  spottings: ReadonlyMap<string, Spotting>,
): readonly ServiceFinding[] {
  const candidates = mergeLikes(candidatesFrom(facts, spottings)).map(quietCi).map(quietDrivers);
  const selected = new Set([
    ...selectDatabase(candidates.filter((each) => isRole(each, "database"))),
    ...candidates.filter((each) => isRole(each, "cache") && loudest(each) >= NEED),
    ...selectDocuments(candidates),
  ]);
  return candidates.map((candidate) => finding(candidate, selected.has(candidate), candidates))
    .sort((a, b) => Number(b.selected) - Number(a.selected) || b.confidence - a.confidence);
}

function candidatesFrom(
  facts: readonly Fact[],
  spottings: ReadonlyMap<string, Spotting>,
): readonly Candidate[] {
  const services = new Set(
    facts.flatMap((fact) => fact.kind === "image" && fact.scope === "app" ? fact.names : []),
  );
  return [...spottings].flatMap(([id, spotting]) => {
    const claims = facts.flatMap((fact) => claimOf(fact, spotting, { services }) ?? []);
    claims.sort((a, b) => b.loudness - a.loudness);
    return claims.length > 0 ? [{ id, spotting, claims }] : [];
  });
}

function isRole(candidate: Candidate, role: ServiceRole): boolean {
  return candidate.spotting.role === role;
}

function loudest(candidate: Candidate): number {
  return candidate.claims[0]?.loudness ?? 0;
}

/** MariaDB is MySQL to a client, and Valkey is Redis: whose image runs decides what is meant. */
function mergeLikes(candidates: readonly Candidate[]): readonly Candidate[] {
  let merged = candidates;
  for (const candidate of candidates) {
    const { like } = candidate.spotting;
    const other = merged.find((each) => each.id === like?.engine);
    if (!like || !other) continue;
    const replaces = like.image === "replaces" && runs(candidate, "compose") && !runs(other);
    const serves = like.image === "serves" && runs(candidate) && loudest(other) >= NEED &&
      !isOwnChoice(candidate);
    if (replaces) merged = take(merged, candidate, other);
    if (serves) merged = take(merged, other, candidate);
  }
  return merged;
}

/** Whether the project itself runs it, in a compose file or CI. */
function runs(candidate: Candidate, by?: "compose"): boolean {
  return candidate.claims.some((claim) =>
    claim.image !== undefined && claim.loudness >= NEED && (!by || claim.rung === by)
  );
}

/** Whether something other than an image names it. */
function isOwnChoice(candidate: Candidate): boolean {
  return candidate.claims.some((claim) => claim.image === undefined && claim.loudness >= NEED);
}

function take(
  all: readonly Candidate[],
  winner: Candidate,
  loser: Candidate,
): readonly Candidate[] {
  const claims = [...winner.claims, ...loser.claims].sort((a, b) => b.loudness - a.loudness);
  return all.filter((each) => each.id !== loser.id)
    .map((each) => each.id === winner.id ? { ...each, claims } : each);
}

/** CI that runs what the application drives only by choice tests a choice. */
function quietCi(candidate: Candidate, _: number, all: readonly Candidate[]): Candidate {
  const rival = all.some((each) =>
    each !== candidate && each.spotting.role === candidate.spotting.role && isDriven(each)
  );
  if (
    !rival || isRole(candidate, "other") ||
    (isDriven(candidate) && !all.some((each) => each.id === "sqlite" && isDriven(each)))
  ) {
    return candidate;
  }
  const claims = candidate.claims.map((claim) =>
    claim.rung === "ci" ? { ...claim, loudness: claim.loudness * LEFT_OF_RIVALLED } : claim
  );
  return { ...candidate, claims: claims.sort((a, b) => b.loudness - a.loudness) };
}

/** Something that drives every engine there is speaks to other people's: none is its own need. */
function quietDrivers(candidate: Candidate, _: number, all: readonly Candidate[]): Candidate {
  if (
    all.filter((each) => isDriven(each) && !isRole(each, "other")).length < SPEAKS_TO_EVERYTHING
  ) return candidate;
  const claims = candidate.claims.map((claim) =>
    claim.rung === "driver" ? { ...claim, loudness: claim.loudness * LEFT_OF_RIVALLED } : claim
  );
  return { ...candidate, claims: claims.sort((a, b) => b.loudness - a.loudness) };
}

/** Whether the application itself depends on a driver. */
function isDriven(candidate: Candidate): boolean {
  return candidate.claims.some((claim) => claim.rung === "driver" && claim.loudness >= NEED);
}

/** The application's database: the one that the loudest kind of fact names. */
function selectDatabase(candidates: readonly Candidate[]): readonly Candidate[] {
  const top = Math.max(0, ...candidates.map(loudest));
  if (top < NEED) return [];
  const leaders = candidates.filter((each) => loudest(each) === top);
  if (leaders.length === 1) return leaders;
  if (isTogether(leaders)) return leaders;
  const backed = leaders.filter((each) => support(each, top) > 0);
  const most = Math.max(0, ...backed.map((each) => support(each, top)));
  const best = backed.filter((each) => support(each, top) === most);
  return best.length === 1 ? best : [];
}

/** Several databases in one section of one file are meant to be used side by side. */
function isTogether(leaders: readonly Candidate[]): boolean {
  const places = leaders.map((each) => each.claims[0]);
  const [first] = places;
  return first?.rung === "selector" && /\((.+)\)$/.test(first.evidence.says) &&
    places.every((claim) => claim?.evidence.file === first.evidence.file);
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
  const ambiguous = !selected && !alone && spotting.role !== "other" && first?.rung === "driver";
  const loud = first?.loudness ?? 0;
  const image = claims.find((claim) => claim.image !== undefined && claim.rung === "compose") ??
    claims.find((claim) => claim.image !== undefined);
  const own = claims.filter((claim) => claim.scope !== "test");
  const database = own.find((claim) => claim.database)?.database;
  const user = own.find((claim) => claim.user)?.user;
  const port = own.find((claim) => claim.port)?.port;
  const runs = claims.flatMap(({ service, scope, evidence: { file } }) =>
    service && scope === "app" ? [{ file, service }] : []
  );
  return {
    id,
    ...versionAndImage(image?.image, spotting),
    confidence: Math.round((ambiguous ? Math.min(loud, AMBIGUOUS) : loud) * 100) / 100,
    selected,
    ...(database ? { database } : {}),
    ...(user ? { user } : {}),
    ...(port ? { port } : {}),
    ...(runs.length > 0 ? { runs } : {}),
    evidence: claims.slice(0, KEPT_EVIDENCE).map((claim) => claim.evidence),
  };
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
