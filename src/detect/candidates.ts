import type { ServiceRole, Spotting } from "../engines/spotting.ts";
import { type Claim, claimOf, NEED } from "./claims.ts";
import type { Fact } from "./facts.ts";

/** An engine with all that speaks for it, the loudest first. */
export interface Candidate {
  readonly id: string;
  readonly spotting: Spotting;
  readonly claims: readonly Claim[];
}

/** What is left of a CI service or a driver where others beside it offer a choice. */
const LEFT_OF_RIVALLED = 0.5;
/** So many engines driven at once are not one application's needs. */
const SPEAKS_TO_EVERYTHING = 5;

/** Every engine that something speaks for, its claims as loud as the others beside it leave them. */
export function candidatesFrom(
  facts: readonly Fact[],
  spottings: ReadonlyMap<string, Spotting>,
): readonly Candidate[] {
  return mergeLikes(spotted(facts, spottings)).map(quietCi).map(quietDrivers)
    .map((each) => quietOff(each, facts)).map((each) => quietStandIn(each, facts)).map(quietStale)
    .map((each, _, all) => quietOverlooked(each, { all, facts }));
}

function spotted(
  facts: readonly Fact[],
  spottings: ReadonlyMap<string, Spotting>,
): readonly Candidate[] {
  const services = new Set(
    facts.flatMap((fact) => fact.kind === "image" && fact.scope === "app" ? fact.names : []),
  );
  return [...spottings].flatMap(([id, spotting]) => {
    const claims = facts.flatMap((fact) => claimOf(fact, spotting, { services }) ?? []);
    claims.sort((a, b) => b.loudness - a.loudness);
    return claims.some(({ rung }) => rung !== "trace") ? [{ id, spotting, claims }] : [];
  });
}

export function isRole(candidate: Candidate, role: ServiceRole): boolean {
  return candidate.spotting.role === role;
}

export function loudest(candidate: Candidate): number {
  return candidate.claims[0]?.loudness ?? 0;
}

/** MariaDB is MySQL to a client, and Valkey is Redis: whose image runs decides what is meant. */
function mergeLikes(candidates: readonly Candidate[]): readonly Candidate[] {
  let merged = candidates;
  for (const candidate of candidates) {
    const { like } = candidate.spotting;
    const other = merged.find((each) => each.id === like?.engine);
    if (!like || !other) continue;
    const replaces = like.image === "replaces" && !runs(other, "compose") &&
      (runs(candidate, "compose") || isRun(candidate) && isOnlyDriven(other));
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

/** Whether a compose file runs it at all, be it only where the application is released. */
function isRun(candidate: Candidate): boolean {
  return candidate.claims.some(({ rung, scope }) => rung === "compose" && scope !== "test");
}

/** Whether the application can speak to it, and nothing says that it does. */
function isOnlyDriven(candidate: Candidate): boolean {
  return isDriven(candidate) &&
    candidate.claims.every(({ rung }) => rung === "driver" || rung === "variable");
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
    (isDriven(candidate) && !all.some((each) => each.spotting.isFile && isDriven(each)))
  ) {
    return candidate;
  }
  return quieter(candidate, isOf("ci"));
}

/** Something that drives every engine there is speaks to other people's: none is its own need. */
function quietDrivers(candidate: Candidate, _: number, all: readonly Candidate[]): Candidate {
  if (
    all.filter((each) => isDriven(each) && !isRole(each, "other")).length < SPEAKS_TO_EVERYTHING
  ) return candidate;
  return quieter(candidate, isOf("driver"));
}

/** A default that has no driver is left over where the project drives and runs another engine. */
function quietStale(candidate: Candidate, _: number, all: readonly Candidate[]): Candidate {
  const { spotting, claims } = candidate;
  if (spotting.isFile || claims.some(({ rung }) => rung === "driver" || rung === "compose")) {
    return candidate;
  }
  const replaced = all.some((each) =>
    each !== candidate && isRole(each, spotting.role) && isDriven(each) && runs(each, "compose")
  );
  if (!replaced) return candidate;
  return quieter(candidate, ({ isDefault }) => isDefault === true);
}

/** Variables that only a server has a use for. */
const OF_SERVER = /^(?:DB|DATABASE)_(?:HOST(?:NAME)?|USER(?:NAME)?)$/;

/**
 * A framework's own default is a file. Where the example names a user or a host, it was overlooked,
 * if another engine is run.
 */
function quietOverlooked(
  candidate: Candidate,
  { all, facts }: { all: readonly Candidate[]; facts: readonly Fact[] },
): Candidate {
  const { spotting, claims } = candidate;
  const [first] = claims;
  if (!spotting.isFile || first?.rung !== "selector" || !first.isDefault) return candidate;
  const server = facts.some((fact) => fact.kind === "variable" && OF_SERVER.test(fact.name));
  const other = all.some((each) =>
    each !== candidate && isRole(each, "database") && runs(each) && !each.spotting.isFile
  );
  if (!server || !other) return candidate;
  return quieter(candidate, isOf("selector"));
}

/** A driver says little where the code or an example switches off what it is for. */
function quietOff(candidate: Candidate, facts: readonly Fact[]): Candidate {
  const off = facts.some((fact) =>
    fact.kind === "off" && candidate.spotting.adapters.includes(fact.adapter)
  );
  return off ? quieter(candidate, isOf("driver")) : candidate;
}

/** CI runs a stand-in for what the application has hosted. */
function quietStandIn(candidate: Candidate, facts: readonly Fact[]): Candidate {
  const { hosted } = candidate.spotting;
  const isHosted = facts.some((fact) =>
    fact.kind === "dependency" && hosted?.[fact.ecosystem]?.includes(fact.name)
  );
  if (!isHosted || candidate.claims.some(({ rung }) => rung === "driver")) return candidate;
  return quieter(candidate, isOf("ci"));
}

function isOf(rung: Claim["rung"]): (claim: Claim) => boolean {
  return (claim) => claim.rung === rung;
}

/** Some of the claims count for less. */
function quieter(candidate: Candidate, which: (claim: Claim) => boolean): Candidate {
  const claims = candidate.claims.map((claim) =>
    which(claim) ? { ...claim, loudness: claim.loudness * LEFT_OF_RIVALLED } : claim
  );
  return { ...candidate, claims: claims.sort((a, b) => b.loudness - a.loudness) };
}

/** Whether the application itself depends on a driver. */
export function isDriven(candidate: Candidate): boolean {
  return candidate.claims.some((claim) => claim.rung === "driver" && claim.loudness >= NEED);
}
