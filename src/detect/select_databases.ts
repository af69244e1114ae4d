import { type Candidate, isDriven, loudest, runs } from "./candidate.ts";
import { NEED, TRACE } from "./claims.ts";
import type { Fact } from "./facts.ts";
import { folderOf } from "./places.ts";

/** What databases are selected by, beyond what speaks for each. */
export interface Around {
  readonly started: () => readonly string[];
  readonly isStarted: () => boolean;
  /** The folders that have a manifest of their own. */
  readonly packages: ReadonlySet<string>;
}

/** The folders of a project that have a manifest of their own. */
export function packagesIn(facts: readonly Fact[]): ReadonlySet<string> {
  return new Set(facts.flatMap((fact) => fact.kind === "dependency" ? [folderOf(fact.file)] : []));
}

/** The project's database; where nothing decides, the one of each application that drives only one. */
export function selectDatabases(
  candidates: readonly Candidate[],
  { started, isStarted, packages }: Around,
): readonly Candidate[] {
  const selected = selectDatabase(candidates, { isStarted, packages });
  const driven = candidates.filter(isDriven);
  if (driven.length < 2) return selected;
  const own = started().map((folder) => driven.filter((each) => isDrivenIn(each, folder)));
  if (selected.length > 0) {
    // another application's only database, which runs beside it
    const beside = own.flatMap((each) => each.length === 1 ? each : [])
      .filter((each) => runs(each, "compose"));
    return [...new Set([...selected, ...beside])];
  }
  const settled = own.every((each) => each.length < 2);
  const all = new Set(own.flat());
  return settled && all.size === driven.length ? [...all] : [];
}

/** Whether the application in a folder depends on a driver itself. */
function isDrivenIn({ claims }: Candidate, folder: string): boolean {
  return claims.some(({ rung, loudness, evidence: { file } }) =>
    rung === "driver" && loudness >= NEED && folderOf(file) === folder
  );
}

/** The application's database: the one that the loudest kind of fact names. */
function selectDatabase(
  candidates: readonly Candidate[],
  { isStarted, packages }: Pick<Around, "isStarted" | "packages">,
): readonly Candidate[] {
  const top = Math.max(0, ...candidates.map(loudest));
  if (top < NEED) return [];
  const leaders = candidates.filter((each) => loudest(each) === top);
  if (leaders.length === 1) return leaders;
  // what runs without a server is not beaten by what a profile could switch on
  if (leaders.some(({ spotting }) => spotting.inProcess)) return [];
  if (isTogether(leaders) || isSideBySide(leaders) || isOneEach(leaders, packages)) return leaders;
  const base = leaders.find(({ id }) =>
    leaders.every((each) => each.id === id || each.spotting.like?.engine === id)
  );
  // MySQL or MariaDB: what works with both is developed with the one that both are called after
  if (base) return [base];
  const own = leaders.every(isStartedBeside) ? candidates.filter(isOwnFile) : [];
  if (own.length > 0) return own;
  const best = bestBacked(leaders, top);
  if (best.length === 1) return best;
  // Of several drivers, an application that is configured for none of them starts on its own file.
  const bare = leaders.every(({ claims }) =>
    claims.every(({ rung, scope }) => rung === "driver" || scope !== "app")
  );
  return leaders.filter(({ spotting, claims }) =>
    spotting.isFile &&
    (claims.some(({ rung }) => rung === "selector" || rung === "trace") ||
      bare && isStarted())
  );
}

/** Servers that a compose file starts, and nothing says which of them is meant. */
function isStartedBeside({ claims: [first] }: Candidate): boolean {
  return first?.rung === "compose";
}

/** What an application that can speak to several servers does without them. */
function isOwnFile({ spotting, claims }: Candidate): boolean {
  return spotting.isFile === true &&
    claims.some(({ rung, scope }) => rung === "driver" && scope === "app");
}

/** Several databases in one section of one file are meant to be used side by side. */
function isTogether(leaders: readonly Candidate[]): boolean {
  const places = leaders.map((each) => each.claims[0]);
  const [first] = places;
  return first?.rung === "selector" && /\((.+)\)$/.test(first.evidence.says) &&
    places.every((claim) => claim?.evidence.file === first.evidence.file);
}

/** One file of settings holds them all, and one compose file runs them all at once. */
function isSideBySide(leaders: readonly Candidate[]): boolean {
  const settings = leaders.map(({ claims: [first] }) =>
    first?.rung === "selector" || first?.rung === "connection" ? first.evidence.file : undefined
  );
  const runs = leaders.map(({ claims }) =>
    claims.find(({ rung, scope }) => rung === "compose" && scope === "app")?.evidence.file
  );
  return [settings, runs].every((files) => files[0] !== undefined && new Set(files).size === 1);
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
  const best = backed.filter((each) => support(each, below) === most);
  const further = best.length > 1 ? bestBacked(best, most) : best;
  return further.length > 0 ? further : best;
}

/** What else speaks for an engine, below the kind of fact in which it is not alone. */
function support(candidate: Candidate, below: number): number {
  return candidate.claims.find(({ loudness, rung, scope }) =>
    loudness < below && rung !== "variable" && scope !== "optional" && scope !== "production"
  )?.loudness ?? 0;
}
