/** The scripts that are shipped, the sidecar's and install.sh: linted, and parsed by another shell. */
import { deepStrictEqual as equal, ok } from "node:assert";

const SIDECAR = new URL("../templates/sidecar/", import.meta.url).pathname;
const PROOF = new URL("../templates/proof/", import.meta.url).pathname;

function scripts(folder: string): string[] {
  return [...Deno.readDirSync(folder)].flatMap((entry) => {
    const path = `${folder}${entry.name}`;
    return entry.isDirectory ? scripts(`${path}/`) : path.endsWith(".sh") ? [path] : [];
  }).sort();
}

const INSTALL = new URL("../install.sh", import.meta.url).pathname;
const ALL = [...scripts(SIDECAR), ...scripts(PROOF), INSTALL];

async function run(program: string, args: string[]): Promise<{ code: number; text: string }> {
  const { code, stdout, stderr } = await new Deno.Command(program, { args }).output();
  const decoder = new TextDecoder();
  return { code, text: decoder.decode(stdout) + decoder.decode(stderr) };
}

Deno.test("shellcheck finds nothing in any script", async () => {
  ok(ALL.length > 10);
  equal(await run("shellcheck", ALL), { code: 0, text: "" });
});

Deno.test("every script is POSIX sh that dash can parse", async () => {
  for (const script of ALL) equal(await run("dash", ["-n", script]), { code: 0, text: "" }, script);
});

Deno.test("no script holds a template tag", async () => {
  for (const script of ALL) ok(!(await Deno.readTextFile(script)).includes("<%"), script);
});
