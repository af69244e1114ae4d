/** Help, as it is printed: every option of every command, with examples. */
import { deepStrictEqual as equal, match, ok } from "node:assert";
import { Workshop } from "../support/cli.ts";
import { VERSION } from "../../src/version.ts";

const COMMANDS = ["init", "detect", "plan", "remove", "completions", "man"];

Deno.test("help names every command", async () => {
  await using shop = await Workshop.open();
  const { code, stdout, stderr } = await shop.run(["--help"]);
  equal({ code, stderr }, { code: 0, stderr: "" });
  for (const command of COMMANDS) match(stdout, new RegExp(`^ {2}${command} \\[options\\]`, "m"));
  equal(await shop.run(["help"]), { code, stdout, stderr });
});

Deno.test("every command's help ends with examples that begin with the program's name", async () => {
  await using shop = await Workshop.open();
  for (const command of COMMANDS) {
    const { code, stdout } = await shop.run([command, "--help"]);
    equal(code, 0);
    const [options = "", examples = ""] = stdout.split("\nExamples:\n");
    for (const option of ["--json", "--quiet", "--no-color", "--help"]) {
      ok(options.includes(option));
    }
    ok(examples.trimEnd().split("\n").length >= 2, command);
    for (const line of examples.trimEnd().split("\n")) match(line, /^ {2}\$ dockstart/);
    ok(stdout.split("\n").every((line) => line.length <= 100), command);
  }
});

Deno.test("the version is printed alone", async () => {
  await using shop = await Workshop.open();
  equal(await shop.run(["--version"]), { code: 0, stdout: `${VERSION}\n`, stderr: "" });
});
