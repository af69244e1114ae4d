/**
 * Puts this machine's ready code into a folder, for the machine that compiles for all:
 *
 *   deno task ready DIR
 */
import { basename } from "node:path";
import { Bundle } from "./bundle.ts";

const [folder = "ready"] = Deno.args;
await using bundle = await Bundle.make();
const ready = bundle.readyFor(Deno.build.target);
await Deno.mkdir(folder, { recursive: true });
await Deno.copyFile(ready, `${folder}/${basename(ready)}`);
