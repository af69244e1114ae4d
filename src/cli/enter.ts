import { VERSION } from "../version.ts";
import { lineTo } from "./lines.ts";
import type { start } from "./start.ts";

/** The program but for its first step. */
export interface Program {
  readonly start: typeof start;
}

/**
 * The program's first step, and its last: it ends the process.
 * @param load brings the rest
 * @param templates the address of their folder, with a slash at its end
 */
export async function enter(load: () => Promise<Program>, templates: URL): Promise<void> {
  const [first = "", ...rest] = Deno.args;
  // answered before anything else is loaded: scripts and package managers ask this often
  const asksVersion = rest.length === 0 && ["--version", "-V"].includes(first);
  if (asksVersion) return lineTo(Deno.stdout)(VERSION);
  const { start } = await load();
  Deno.exit(await start(Deno.args, templates));
}
