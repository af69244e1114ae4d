/** What the README promises to someone new: the example, and the first five minutes. */
import { deepStrictEqual as equal, match } from "node:assert";
import { dockerTest } from "../support/docker.ts";
import { Workshop } from "../support/cli.ts";
import { blocksOf, installed, takeDown } from "../support/documentation.ts";
import { typeInto } from "../support/typing.ts";

const ROOT = new URL("../../", import.meta.url).pathname;
const README = await Deno.readTextFile(`${ROOT}README.md`);

dockerTest("the example goes through a disaster and back", async () => {
  const { code, stdout, stderr } = await new Deno.Command("sh", {
    args: ["scripts/demo.sh"],
    cwd: ROOT,
  }).output();
  const [text, errors] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
  equal(code, 0, errors);
  match(text ?? "", /The disaster[^]*relation "products" does not exist/);
  match(text ?? "", /The rows are back[^]*Kettle[^]*Teapot[^]*Cup[^]*Kettle, 2 cups\n$/);
});

dockerTest("the first five minutes go as they are written, in a terminal", async () => {
  const section = /^## The first five minutes\n([^]*?)^## /m.exec(README)?.[1] ?? "";
  const blocks = blocksOf(section);
  equal(blocks.length, 2);
  await using home = await Workshop.open();
  await home.example("rails-shop", "my-app");
  await home.put("script", `set -e\n${blocks.join("\n")}`);
  try {
    const { code, text } = await typeInto(["bash", "script"], {
      cwd: home.folder,
      env: await installed(home),
      seconds: 300,
      typing: [
        ["Write these files?", "y"],
        ["Replace what is in there now?", "y"],
        ["Replace what is in there now?", "y"],
      ],
    });
    equal(code, 0, text);
    match(text, /The backups of my-app-devcontainer restore\./);
  } finally {
    await takeDown(home.folder);
  }
});
