import type { Spotting } from "../engines/spotting.ts";
import {
  type Candidate,
  isConfigured,
  isDocumented,
  isOnlyDriven,
  isOwnChoice,
  isRun,
  loudest,
  runs,
} from "./candidate.ts";
import { claimOf, NEED } from "./claims.ts";
import type { Fact } from "./facts.ts";
import { inCompany } from "./in_company.ts";
import { isCalledAfter } from "./packages.ts";

/** Every engine that something speaks for, its claims as loud as the others beside it leave them. */
export function candidatesFrom(
  facts: readonly Fact[],
  spottings: ReadonlyMap<string, Spotting>,
): readonly Candidate[] {
  return inCompany(mergeLikes(spotted(facts, spottings)), facts);
}

function spotted(
  facts: readonly Fact[],
  spottings: ReadonlyMap<string, Spotting>,
): readonly Candidate[] {
  const services = new Set(
    facts.flatMap((fact) =>
      fact.kind === "image" && /^(?:app|optional)$/.test(fact.scope) ? fact.names : []
    ),
  );
  const files = new Set(facts.flatMap((fact) => fact.kind === "dependency" ? [fact.file] : []));
  const packages = [...spottings.values()].filter((spotting) =>
    [...files].some((file) => isCalledAfter(file, spotting))
  );
  return [...spottings].flatMap(([id, spotting]) => {
    const claims = facts.flatMap((fact) => claimOf(fact, spotting, { services, packages }) ?? []);
    claims.sort((a, b) => b.loudness - a.loudness);
    return claims.some(({ rung }) => rung !== "trace") ? [{ id, spotting, claims }] : [];
  });
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
    const isMeant = like.image === "replaces" && isDocumented(candidate) && isOnlyDriven(other) &&
      !isDocumented(other);
    // "mysql" names the driver, where something else names MariaDB
    const isNamed = like.image === "replaces" && !runs(other) &&
      isConfigured(candidate, "connection") && !isConfigured(other, "connection");
    const serves = like.image === "serves" && runs(candidate) && loudest(other) >= NEED &&
      !isOwnChoice(candidate);
    if (replaces || isMeant || isNamed) merged = take(merged, candidate, other);
    if (serves) merged = take(merged, other, candidate);
  }
  return merged;
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
