import type { ServiceRole, Spotting } from "../engines/spotting.ts";
import { type Claim, NEED } from "./claims.ts";

/** An engine with all that speaks for it, the loudest first. */
export interface Candidate {
  readonly id: string;
  readonly spotting: Spotting;
  readonly claims: readonly Claim[];
}

export function isRole(candidate: Candidate, role: ServiceRole): boolean {
  return candidate.spotting.role === role;
}

export function loudest(candidate: Candidate): number {
  return candidate.claims[0]?.loudness ?? 0;
}

/** Whether the application itself depends on a driver. */
export function isDriven(candidate: Candidate): boolean {
  return candidate.claims.some((claim) => claim.rung === "driver" && claim.loudness >= NEED);
}

/** Whether the project itself runs it, in a compose file or CI. */
export function runs(candidate: Candidate, by?: "compose"): boolean {
  return candidate.claims.some((claim) =>
    claim.image !== undefined && claim.loudness >= NEED && (!by || claim.rung === by)
  );
}

/** Whether a compose file runs it at all, be it only where the application is released. */
export function isRun(candidate: Candidate): boolean {
  return candidate.claims.some(({ rung, scope }) => rung === "compose" && scope !== "test");
}

/** Whether the application can speak to it, and nothing says that it does. */
export function isOnlyDriven(candidate: Candidate): boolean {
  return isDriven(candidate) &&
    candidate.claims.every(({ rung, isDefault }) =>
      rung === "driver" || rung === "document" || rung === "variable" ||
      // code names its driver
      rung === "selector" && isDefault
    );
}

/** Whether the application itself names it, and not only what runs it or tells of that. */
export function isOwnChoice(candidate: Candidate): boolean {
  return candidate.claims.some((claim) =>
    claim.image === undefined && claim.rung !== "document" && claim.loudness >= NEED
  );
}

/** Whether the application's own configuration names it so. */
export function isConfigured({ claims }: Candidate, by: "selector" | "connection"): boolean {
  return claims.some(({ rung, loudness }) => rung === by && loudness >= NEED);
}

export function isDocumented(candidate: Candidate): boolean {
  return candidate.claims.some(({ rung }) => rung === "document");
}
