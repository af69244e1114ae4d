import type { Spotting } from "../engines/spotting.ts";
import type { Evidence } from "./detection.ts";
import type {
  ConnectionFact,
  Coordinates,
  DependencyFact,
  Fact,
  ImageFact,
  Said,
  Scope,
  SelectorFact,
} from "./facts.ts";
import { parseImage } from "./parse/image.ts";
import { isAdapterPackage, isPackage, scopeOfPackage } from "./packages.ts";

/** What kind of fact speaks. */
export type Rung =
  | "selector"
  | "connection"
  | "compose"
  | "ci"
  | "driver"
  | "document"
  | "script"
  | "trace"
  | "variable";

/** A fact that speaks for an engine. */
export interface Claim extends Coordinates {
  readonly rung: Rung;
  readonly scope: Scope;
  /** Said where the application is run as its users run it. */
  readonly forUsers?: boolean;
  /** From 0 to 1. */
  readonly loudness: number;
  /** The code's own word where nobody says otherwise. */
  readonly isDefault?: boolean;
  readonly evidence: Evidence;
  readonly image?: string;
  /** The service of a compose file that runs it. */
  readonly service?: string;
}

/**
 * How loudly each kind of fact speaks for a need of the application. Configuration beats what the
 * project runs, that beats drivers, and a bare variable says next to nothing.
 */
const LOUDNESS: Readonly<Record<Rung, number>> = {
  selector: 1,
  connection: 0.97,
  compose: 0.9,
  ci: 0.85,
  driver: 0.8,
  document: 0.6,
  script: 0.6,
  trace: 0.3,
  variable: 0.1,
};

/** An example that a developer copies beats the code's default; the code's own word beats both. */
const LOUDNESS_OF_EXAMPLE = 0.95;
export const LOUDNESS_OF_DEFAULT = 0.93;
/** An example for a server that no compose file of the project runs is for somebody else. */
const LOUDNESS_OF_FOREIGN_EXAMPLE = 0.85;

/** A document says outright what is required; elsewhere it may tell of anything. */
const LOUDNESS_OF_REQUIREMENT = 0.8;
/**
 * A document, or a script, names what a developer sets up: where the project has to do with it otherwise,
 * that says more than a driver and CI do, and less than what a compose file runs.
 */
export const LOUDNESS_OF_DOCUMENTED = 0.87;

const LOCAL = /^(?:localhost|127\.\d+\.\d+\.\d+|\[?::1\]?|0\.0\.0\.0|host\.docker\.internal)$/i;

/** What claims are judged by, beyond the fact itself. */
export interface Surroundings {
  /** Services that the project's compose files run for development, or can. */
  readonly services: ReadonlySet<string>;
  /** Engines that a package of the project is called after ("server-postgres"). */
  readonly packages: readonly Spotting[];
}

/** What is left of that where a fact speaks of something else than the application's needs. */
const LEFT: Readonly<Record<Scope, number>> = {
  app: 1,
  production: 0.55,
  optional: 0.5,
  development: 0.4,
  test: 0.25,
};

/** What is left of a package that a framework brings unasked. */
const LEFT_UNASKED = 0.5;

/** From here on a fact makes a need by itself. */
export const NEED = LOUDNESS.driver;
/** What only lies about supports nothing by itself. */
export const TRACE = LOUDNESS.trace;

/** The claim that a fact makes for an engine; undefined where it does not speak of it. */
export function claimOf(
  fact: Fact,
  spotting: Spotting,
  around: Surroundings,
): Claim | undefined {
  switch (fact.kind) {
    case "selector":
    case "connection": {
      const name = fact.kind === "selector" ? fact.adapter : fact.scheme;
      if (!spotting.adapters.includes(name.toLowerCase())) return undefined;
      return {
        ...claim(fact, { rung: fact.kind, scope: fact.scope, says: fact.says }),
        loudness: loudnessOf(fact, around) * LEFT[fact.scope],
        ...(fact.origin === "default" ? { isDefault: true } : {}),
      };
    }
    case "image":
      return imageClaim(fact, spotting);
    case "dependency":
      return driverClaim(fact, spotting, around);
    case "document":
      if (!spotting.adapters.includes(fact.adapter)) return undefined;
      if (isAdapterPackage(fact.file, spotting, around.packages)) return undefined;
      return {
        ...claim(fact, { rung: "document", scope: "app", says: fact.says }),
        ...(fact.isRequirement ? { loudness: LOUDNESS_OF_REQUIREMENT } : {}),
        ...(fact.isDefault ? { isDefault: true } : {}),
      };
    case "trace":
      if (!spotting.adapters.includes(fact.adapter)) return undefined;
      return claim(fact, { rung: "trace", scope: "app", says: fact.says });
    case "variable":
      if (!spotting.variables.includes(fact.name)) return undefined;
      return claim(fact, { rung: "variable", scope: "app", says: `${fact.name} is set` });
    default:
      return undefined;
  }
}

function loudnessOf(fact: SelectorFact | ConnectionFact, around: Surroundings): number {
  if (fact.origin === "default") return LOUDNESS_OF_DEFAULT;
  if (fact.origin === undefined) return LOUDNESS[fact.kind];
  const foreign = fact.host && !LOCAL.test(fact.host) && !around.services.has(fact.host);
  if (foreign) return LOUDNESS_OF_FOREIGN_EXAMPLE;
  // what is there is what the developer has chosen
  return fact.origin === "environment" ? LOUDNESS[fact.kind] : LOUDNESS_OF_EXAMPLE;
}

function claim(
  fact: Fact & Said & Coordinates,
  { rung, scope, says }: { rung: Rung; scope: Scope; says: string },
): Claim {
  const { file, line, database, user, port, forUsers } = fact;
  return {
    rung,
    scope,
    ...(forUsers ? { forUsers } : {}),
    loudness: LOUDNESS[rung] * LEFT[scope],
    evidence: { file, line, says },
    ...(database ? { database } : {}),
    ...(user ? { user } : {}),
    ...(port ? { port } : {}),
  };
}

function imageClaim(fact: ImageFact, spotting: Spotting): Claim | undefined {
  const { repository } = parseImage(fact.image);
  const known = spotting.images.some((image) =>
    repository === image || repository.endsWith(`/${image}`) && image.includes("/")
  );
  if (!known) return undefined;
  const says = `${fact.built ? "builds on" : "runs"} ${fact.image}`;
  const [service] = fact.by === "compose" && !fact.built ? fact.names : [];
  return {
    ...claim(fact, { rung: fact.by, scope: fact.scope, says }),
    image: fact.image,
    ...(service ? { service } : {}),
  };
}

function driverClaim(
  fact: DependencyFact,
  spotting: Spotting,
  around: Surroundings,
): Claim | undefined {
  const packages = spotting.drivers[fact.ecosystem] ?? [];
  const listed = packages.find((each) => isPackage(each, fact));
  if (!listed) return undefined;
  const scope = fact.scope === "app"
    ? scopeOfPackage(fact.file, spotting, around.packages)
    : fact.scope;
  const says = `depends on ${listed.endsWith("*") ? fact.name : listed}`;
  const made = claim(fact, { rung: "driver", scope, says });
  const unasked = spotting.unasked?.[fact.ecosystem]?.includes(fact.name) ?? false;
  return unasked ? { ...made, loudness: made.loudness * LEFT_UNASKED } : made;
}
