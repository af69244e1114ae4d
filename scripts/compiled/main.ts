/** Where the compiled program begins. */
import { enter } from "../../src/cli/enter.ts";
import { readProgram } from "./program.ts";

const here = new URL("./", import.meta.url);

await enter(() => {
  const { program, readyCodeRefused } = readProgram(here);
  if (readyCodeRefused && Deno.env.get("DOCKSTART_DEBUG")) {
    Deno.stderr.writeSync(new TextEncoder().encode("debug: V8 refused the ready code\n"));
  }
  return Promise.resolve(program);
}, new URL("../templates/", here));
