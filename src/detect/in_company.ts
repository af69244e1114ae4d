import { type Candidate, isDocumented, isDriven, isRole, runs } from "./candidate.ts";
import { type Claim, LOUDNESS_OF_DEFAULT, LOUDNESS_OF_DOCUMENTED } from "./claims.ts";
import type { Fact } from "./facts.ts";

/** What is left of a CI service or a driver where others beside it offer a choice. */
const LEFT_OF_RIVALLED = 0.5;

/** So many engines driven at once are not one application's needs. */
const SPEAKS_TO_EVERYTHING = 5;

/** What stands around a candidate. */
interface Company {
  readonly all: readonly Candidate[];
  readonly facts: readonly Fact[];
}

type Rule = (candidate: Candidate, company: Company) => Candidate;

/** Each sees what the ones before it have left. */
const RULES: readonly Rule[] = [
  raiseDocumented,
  quietCi,
  quietUndriven,
  quietDrivers,
  quietOff,
  quietStandIn,
  quietUnlisted,
  quietForUsers,
  quietStale,
  quietOverlooked,
];

/** The candidates with their claims as loud as the others, and the rest of the project, leave them. */
export function inCompany(
  candidates: readonly Candidate[],
  facts: readonly Fact[],
): readonly Candidate[] {
  return RULES.reduce(
    (all, rule) => all.map((candidate) => rule(candidate, { all, facts })),
    candidates,
  );
}

/** What speaks for a use of an engine, however softly. */
const USES: readonly Claim["rung"][] = ["driver", "compose", "ci", "selector", "connection"];

/**
 * Documents name what a developer sets up. Where the project has to do with it as well, that is a need:
 * it says which of several drivers is meant, or that a package is no leftover.
 */
function raiseDocumented(candidate: Candidate, { facts }: Company): Candidate {
  const { claims } = candidate;
  const isUsed = claims.some(({ rung, scope }) => USES.includes(rung) && scope !== "test");
  if (!isUsed || isOff(candidate, facts)) return candidate;
  const raised = claims.map((claim) => ({
    ...claim,
    loudness: documentedLoudness(claim, candidate) ?? claim.loudness,
  }));
  return { ...candidate, claims: raised.sort((a, b) => b.loudness - a.loudness) };
}

/** Undefined for what is no document, and no script that developers run. */
function documentedLoudness(
  { rung, scope, isDefault }: Claim,
  { spotting }: Candidate,
): number | undefined {
  if (rung === "document" && isDefault && spotting.isFile) return LOUDNESS_OF_DEFAULT;
  const tells = rung === "document" || rung === "script" && scope === "app";
  return tells ? LOUDNESS_OF_DOCUMENTED : undefined;
}

/** CI that runs what the application drives only by choice tests a choice. */
function quietCi(candidate: Candidate, { all }: Company): Candidate {
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

/** CI that runs a cache, for which the application has no driver as it has for others, is for its tests. */
function quietUndriven(candidate: Candidate, { all }: Company): Candidate {
  const others = all.some((each) => each !== candidate && isDriven(each));
  const own = candidate.claims.some(({ rung, scope }) => rung === "driver" && scope !== "test");
  return isRole(candidate, "cache") && others && !own ? quieter(candidate, isOf("ci")) : candidate;
}

/** Something that drives every engine there is speaks to other people's: none is its own need. */
function quietDrivers(candidate: Candidate, { all }: Company): Candidate {
  if (
    all.filter((each) => isDriven(each) && !isRole(each, "other")).length < SPEAKS_TO_EVERYTHING
  ) return candidate;
  return quieter(candidate, isOf("driver"));
}

/** A default that has no driver is left over where the project drives and runs another engine. */
function quietStale(candidate: Candidate, { all }: Company): Candidate {
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
function quietOverlooked(candidate: Candidate, { all, facts }: Company): Candidate {
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

/** A driver or a document says little where the code or an example switches off what it is for. */
function quietOff(candidate: Candidate, { facts }: Company): Candidate {
  return isOff(candidate, facts)
    ? quieter(candidate, ({ rung }) => rung === "driver" || rung === "document")
    : candidate;
}

function isOff({ spotting }: Candidate, facts: readonly Fact[]): boolean {
  return facts.some((fact) => fact.kind === "off" && spotting.adapters.includes(fact.adapter));
}

/** CI runs a stand-in for what the application has hosted. */
function quietStandIn(candidate: Candidate, { facts }: Company): Candidate {
  const { hosted } = candidate.spotting;
  const isHosted = facts.some((fact) =>
    fact.kind === "dependency" && hosted?.[fact.ecosystem]?.includes(fact.name)
  );
  if (!isHosted || candidate.claims.some(({ rung }) => rung === "driver")) return candidate;
  return quieter(candidate, isOf("ci"));
}

/** A cache that documents leave out where they name what is needed is one that the application can do without. */
function quietUnlisted(candidate: Candidate, { all }: Company): Candidate {
  const listed = all.some((each) => each !== candidate && isDocumented(each) && isDriven(each));
  const onlyDriven = candidate.claims.every(({ rung }) => rung === "driver" || rung === "variable");
  return isRole(candidate, "cache") && listed && onlyDriven
    ? quieter(candidate, isOf("driver"))
    : candidate;
}

/**
 * Where the application starts on a file of its own, what its users run it with is a choice. It may be the
 * developers', too, where nothing says what the application starts on.
 */
function quietForUsers(candidate: Candidate, { all }: Company): Candidate {
  const startsOnFile = all.some(({ spotting, claims }) =>
    spotting.isFile && claims.some(({ isDefault, scope }) => isDefault && scope === "app") &&
    claims.some(({ rung }) => rung === "driver")
  );
  return startsOnFile && !candidate.spotting.isFile && isRole(candidate, "database")
    ? quieter(candidate, ({ forUsers }) => forUsers === true)
    : candidate;
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
