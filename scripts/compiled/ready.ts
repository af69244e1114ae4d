/**
 * Makes the program's ready code: `deno run ready.js FOLDER PROJECT FILE` runs a few commands on a project,
 * and writes down what V8 made of the functions that they needed. It has to run with the V8 flags that
 * the program is compiled with.
 */
import { pathToFileURL } from "node:url";
import { readProgram } from "./program.ts";

const [folder = "", project = "", file = ""] = Deno.args;
const here = pathToFileURL(`${folder}/`);
const { program, script } = readProgram(here);
const commands = [["detect", project], ["init", "--dry-run", project], ["--help"]];
for (const command of commands) {
  const code = await program.start(command, new URL("../templates/", here));
  if (code !== 0) throw new Error(`dockstart ${command.join(" ")} ended with ${code}`);
}
Deno.writeFileSync(file, script.createCachedData());
// the program listens for signals, and would not end
Deno.exit(0);
