// deno-lint-ignore-file no-console -- a build script speaks to its terminal
/**
 * Writes the formula of the Homebrew tap for a release that `deno task compile --all` has made:
 *
 *   deno task tap             dist/tap/Formula/dockstart.rb, from dist/SHA256SUMS
 *   deno task tap --out DIR   the same for the release in DIR
 */
import { parseArgs } from "node:util";
import { VERSION } from "../src/version.ts";
import { formula, readSums } from "./formula.ts";

const { out } = parseArgs({
  args: Deno.args,
  options: { out: { type: "string", default: new URL("../dist", import.meta.url).pathname } },
}).values;

const sums = readSums(await Deno.readTextFile(`${out}/SHA256SUMS`));
await Deno.mkdir(`${out}/tap/Formula`, { recursive: true });
await Deno.writeTextFile(`${out}/tap/Formula/dockstart.rb`, formula(VERSION, sums));
console.log(`${out}/tap/Formula/dockstart.rb`);
