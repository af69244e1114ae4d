import { deepStrictEqual as equal } from "node:assert";
import { COMMANDS } from "../../src/cli/commands.ts";
import { buildProgram } from "../../src/cli/program.ts";
import { denoHost } from "../../src/host/deno_host.ts";
import { realDisk } from "../../src/write/disk.ts";
import { TEMPLATES } from "../support/templates.ts";

const SESSION = {
  host: denoHost(new AbortController().signal),
  sinks: { out: () => {}, error: () => {}, isTerminal: false, canAsk: false },
  disk: realDisk,
  templates: TEMPLATES,
};

for (const name of Object.keys(COMMANDS)) {
  Deno.test(`"${name}" brings the command of that name, and no other`, async () => {
    const program = await buildProgram(SESSION, [name]);
    equal(program.commands.map((command) => command.name()), [name]);
  });
}

Deno.test("all commands are there where none is named, in the order of help", async () => {
  const program = await buildProgram(SESSION);
  equal(program.commands.map((command) => command.name()), Object.keys(COMMANDS));
});
