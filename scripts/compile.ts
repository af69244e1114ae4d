// deno-lint-ignore-file no-console -- a build script speaks to its terminal
/**
 * `deno task compile`: one self-contained executable for this machine, dist/dockstart, with the
 * templates inside.
 */
import { PERMISSIONS } from "./permissions.ts";

const root = new URL("../", import.meta.url).pathname;
const out = `${root}dist/dockstart`;

const { code, stderr } = await new Deno.Command(Deno.execPath(), {
  args: [
    "compile",
    "--quiet",
    "--no-check",
    "--no-prompt",
    ...PERMISSIONS,
    "--include",
    "templates",
    "--output",
    out,
    "main.ts",
  ],
  cwd: root,
  stdout: "inherit",
  stderr: "piped",
}).output();

if (code === 0) {
  const { size } = await Deno.stat(out);
  console.log(`dist/dockstart, ${(size / 1e6).toFixed(0)} MB`);
} else {
  const reason = new TextDecoder().decode(stderr).trim();
  console.error(`error: The executable could not be compiled:\n${reason}`);
  if (/download|denort|dl\.deno/i.test(reason)) {
    console.error(
      "hint: deno compile fetches its runtime once, and it could not be reached from here.",
    );
  }
  Deno.exit(1);
}
