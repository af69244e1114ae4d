/** `dockstart remove`: what dockstart wrote goes, what people wrote stays, and so does every backup. */
import { deepStrictEqual as equal, match, ok } from "node:assert";
import { Workshop } from "../support/cli.ts";

Deno.test("remove takes away all that init wrote, and nothing else", async () => {
  await using shop = await Workshop.open();
  await shop.example("rails-shop", "shop");
  const before = await shop.tree();
  equal((await shop.run(["shop"])).code, 0);
  const dry = await shop.run(["remove", "shop", "--dry-run"]);
  equal({ code: dry.code, stderr: dry.stderr }, { code: 0, stderr: "" });
  match(dry.stdout, /^ {3}remove {3}\.devcontainer\/[\s\S]*\nNothing was removed\.\n$/);
  const { code, stdout, stderr } = await shop.run(["remove", "shop"]);
  equal(code, 0);
  match(stdout, /remove {3}\.devcontainer\/dockstart\.json\n$/);
  match(
    stderr,
    /^\d+ files were removed\.\nIts containers .*: docker compose -p shop-devcontainer down\n$/,
  );
  equal(await shop.tree(), before);
  ok(
    !(await Array.fromAsync(Deno.readDir(`${shop.folder}/shop`))).some(({ name }) =>
      name === ".devcontainer"
    ),
  );
  equal(await shop.run(["remove", "shop"]), {
    code: 0,
    stdout: "Nothing in shop was written by dockstart.\n",
    stderr: "",
  });
});

Deno.test("remove leaves backups with what hides them from git, changed files and foreign ones", async () => {
  await using shop = await Workshop.open();
  await shop.example("rails-shop", "shop");
  equal((await shop.run(["shop"])).code, 0);
  const theirs = {
    "shop/.devcontainer/backups/postgres-2025-12-20T03-00-00.sql.gz": "dump",
    "shop/.devcontainer/backups/.state/pins": "",
    "shop/.devcontainer/crontab": "0 1 * * * /usr/local/bin/backup.sh\n",
    "shop/.devcontainer/scripts/mine.sh": "true\n",
    "shop/.devcontainer/certificates/ca.pem": "ca",
  };
  for (const [path, text] of Object.entries(theirs)) await shop.put(path, text);
  const { code, stdout } = await shop.run(["remove", "shop"]);
  equal(code, 0);
  const left = stdout.split("\n").filter((line) => line.startsWith("   leave"));
  equal(left, [
    "   leave    .devcontainer/.gitignore (it keeps your backups out of git)",
    "   leave    .devcontainer/crontab (changed by hand)",
    "   leave    .devcontainer/backups/ (2 files)",
    "   leave    .devcontainer/certificates/ (not written by dockstart)",
    "   leave    .devcontainer/scripts/mine.sh (not written by dockstart)",
  ]);
  const tree = await shop.tree("shop/.devcontainer");
  equal(Object.keys(tree).sort(), [...Object.keys(theirs), "shop/.devcontainer/.gitignore"].sort());
  for (const [path, text] of Object.entries(theirs)) equal(tree[path], text);
});

Deno.test("a record that names files elsewhere removes nothing", async () => {
  await using shop = await Workshop.open();
  await shop.put("victim.txt", "");
  const files = { ".devcontainer/../../victim.txt": "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391" };
  const record = { generated: { plan: {}, files } };
  await shop.put("shop/.devcontainer/dockstart.json", `${JSON.stringify(record, null, 2)}\n`);
  const before = await shop.tree();
  equal(await shop.run(["remove", "shop"]), {
    code: 3,
    stdout: "",
    stderr:
      'error: .devcontainer/dockstart.json:5: dockstart writes no ".devcontainer/../../victim.txt"\nhint: Take the line out.\n',
  });
  equal(await shop.tree(), before);
});
