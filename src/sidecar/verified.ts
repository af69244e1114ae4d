import { join } from "node:path";

/** What the last verify or restore drill of a project came to. */
export interface Verified {
  /** When it began, ISO 8601. */
  readonly at: string;
  readonly ok: boolean;
  /** "drill" where backups of the user's own were restored. */
  readonly kind: "verify" | "drill";
  readonly engines: readonly string[];
  readonly checks: number;
}

/** Beside what the sidecar itself remembers of its runs. */
function fileIn(folder: string): string {
  return join(folder, ".state", "verified.json");
}

/**
 * Writes it down for `status`.
 * @returns false where the folder is another user's: the result itself is no less true
 */
export function recordVerified(folder: string, verified: Verified): boolean {
  const path = fileIn(folder);
  try {
    Deno.mkdirSync(join(folder, ".state"), { recursive: true });
    Deno.writeTextFileSync(`${path}.new`, `${JSON.stringify(verified)}\n`);
    Deno.renameSync(`${path}.new`, path);
    return true;
  } catch {
    return false;
  }
}

/** What was written down last; undefined where nothing was, or nothing that makes sense. */
export function readVerified(folder: string): Verified | undefined {
  try {
    const value = JSON.parse(Deno.readTextFileSync(fileIn(folder)));
    return typeof value.at === "string" && typeof value.ok === "boolean" ? value : undefined;
  } catch {
    return undefined;
  }
}
