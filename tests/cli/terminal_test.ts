/** init on a terminal: it shows everything, asks once, and takes no for an answer. */
import { deepStrictEqual as equal, match, ok } from "node:assert";
import { Workshop } from "../support/cli.ts";
import { onTerminal } from "../support/typing.ts";

const TWO_DRIVERS = '{ "name": "api", "dependencies": { "pg": "8.0.0", "mysql2": "3.0.0" } }';

Deno.test("init shows what it would write, asks once, and writes when the answer is yes", async () => {
  await using shop = await Workshop.open();
  await shop.example("python-script", "script");
  const { code, text } = await onTerminal(shop, ["script"], [["Write these files?", "y"]]);
  equal(code, 0);
  match(
    text,
    /📂 Analyzing script[\s\S]*create[\s\S]*Write these files\?[\s\S]*📝 [\s\S]*✨ Done!/,
  );
  ok("script/.devcontainer/devcontainer.json" in await shop.tree("script"));
  const again = await onTerminal(shop, ["script"], []);
  equal(again.code, 0);
  ok(!again.text.includes("Write these files?"));
});

Deno.test("a no writes nothing, and neither does Ctrl-C", async () => {
  await using shop = await Workshop.open();
  await shop.example("python-script", "script");
  const before = await shop.tree();
  const no = await onTerminal(shop, ["script"], [["Write these files?", "n"]]);
  equal(no.code, 0);
  match(no.text, /Nothing was written\.\n$/);
  const interrupted = await onTerminal(shop, ["script"], [["Write these files?", "\x03"]]);
  equal(interrupted.code, 130);
  match(interrupted.text, /error: Interrupted: nothing was written\n/);
  equal(await shop.tree(), before);
});

Deno.test("--yes asks nothing, on a terminal too", async () => {
  await using shop = await Workshop.open();
  await shop.example("python-script", "script");
  const { code, text } = await onTerminal(shop, ["script", "--yes"], []);
  equal(code, 0);
  ok(!text.includes("Write these files?"));
});

Deno.test("of two drivers and nothing that decides, a person is asked, and the answer is kept", async () => {
  await using shop = await Workshop.open();
  await shop.put("api/package.json", TWO_DRIVERS);
  const { code, text } = await onTerminal(shop, ["api"], [
    ["Which database does the application use?", "\r"],
    ["Write these files?", "y"],
  ]);
  equal(code, 0);
  match(text, /postgres \(package.json depends on pg\)/);
  match(text, /📦 Services: \[postgres\]/);
  const record = await Deno.readTextFile(`${shop.folder}/api/.devcontainer/dockstart.json`);
  equal(JSON.parse(record).wishes, { services: ["postgres"] });
});

Deno.test("where nobody can be asked, both are named and none is chosen", async () => {
  await using shop = await Workshop.open();
  await shop.put("api/package.json", TWO_DRIVERS);
  const { code, stdout, stderr } = await shop.run(["api"]);
  equal(code, 0);
  match(stdout, /📦 Services: \[\]/);
  ok(
    stderr.startsWith(
      "note: nothing decides between postgres (package.json depends on pg) and mysql (package.json depends on mysql2): name yours with --services\n",
    ),
    stderr,
  );
});
