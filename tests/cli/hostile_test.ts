// deno-lint-ignore-file no-console -- what is skipped has to be seen in the test output
/** Folders that are not what init expects: it is right there too, or it refuses and says why. */
import { deepStrictEqual as equal, match, ok } from "node:assert";
import { Workshop } from "../support/cli.ts";
import { FaultyDisk, runOn } from "../support/faults.ts";

const FAULTS = new URL("../support/faults.ts", import.meta.url).pathname;
const MANIFEST = '{ "name": "shop", "dependencies": { "pg": "8.0.0" } }';

async function succeeds(program: string, ...args: string[]): Promise<boolean> {
  const { success } = await new Deno.Command(program, { args, stderr: "null" }).output();
  return success;
}

/** A small file system of its own, and whether one can be had here. */
async function mounted(folder: string, options: string): Promise<boolean> {
  await Deno.mkdir(folder, { recursive: true });
  const done = Deno.build.os === "linux" &&
    await succeeds("mount", "-t", "tmpfs", "-o", options, "none", folder);
  if (!done && Deno.env.get("DOCKSTART_REQUIRE_ALL") === "1") throw new Error("mount has failed");
  if (!done) {
    console.error("skipped: a full disk and a read-only one, because nothing can be mounted");
  }
  return done;
}

Deno.test("a program that is really killed leaves no half file, and init finishes the job", async () => {
  await using whole = await Workshop.open();
  await whole.put("shop/package.json", MANIFEST);
  const counting = new FaultyDisk(Infinity, "killed");
  equal((await runOn(counting.disk, [`${whole.folder}/shop`])).code, 0);
  const expected = await whole.tree("shop");
  for (let step = 1; step <= counting.steps; step += 9) {
    await using shop = await Workshop.open();
    await shop.put("shop/package.json", MANIFEST);
    const child = await new Deno.Command(Deno.execPath(), {
      args: ["run", "--no-check", "-A", FAULTS, String(step), `${shop.folder}/shop`],
    }).output();
    equal(child.signal, "SIGKILL");
    for (const [path, text] of Object.entries(await shop.tree("shop"))) {
      if (!/\.tmp$|unfinished/.test(path)) equal(text, expected[path]);
    }
    equal((await shop.run(["shop"])).code, 0);
    equal(await shop.tree("shop"), expected);
  }
});

Deno.test("a disk that is really full is named, and room is all that is needed", async () => {
  await using shop = await Workshop.open();
  const folder = `${shop.folder}/shop`;
  if (!await mounted(folder, "size=64k")) return;
  try {
    await shop.put("shop/package.json", MANIFEST);
    const { code, stderr } = await shop.run(["shop", "-q"]);
    equal(code, 1);
    match(stderr, /^error: \.devcontainer\/\S+: The file could not be written: No space left/);
    ok(await succeeds("mount", "-o", "remount,size=4m", folder));
    equal((await shop.run(["shop"])).code, 0);
    equal(Object.keys(await shop.tree("shop")).filter((path) => /tmp$|unfinished/.test(path)), []);
  } finally {
    await succeeds("umount", folder);
  }
});

Deno.test("a folder that may not be written is named, and nothing is written", async () => {
  await using shop = await Workshop.open();
  const folder = `${shop.folder}/shop`;
  if (!await mounted(folder, "size=1m")) return;
  try {
    await shop.put("shop/package.json", MANIFEST);
    ok(await succeeds("mount", "-o", "remount,ro", folder));
    const { code, stderr } = await shop.run(["shop", "-q"]);
    equal(code, 1);
    match(stderr, /The file could not be written: Read-only file system\nhint: Make room and see/);
    equal((await shop.run(["shop", "--dry-run"])).code, 0);
  } finally {
    await succeeds("umount", folder);
  }
});

Deno.test("links are never followed: not as .devcontainer, not inside it, not dangling", async () => {
  await using shop = await Workshop.open();
  await shop.put("shop/package.json", MANIFEST);
  await shop.put("elsewhere/Dockerfile", "FROM theirs\n");
  const link = `${shop.folder}/shop/.devcontainer`;
  for (const target of ["../elsewhere", "../nowhere", "package.json"]) {
    await Deno.symlink(target, link);
    const before = await shop.tree();
    const { code, stderr } = await shop.run(["shop", "--force"]);
    equal(code, 4);
    match(stderr, /^error: \.devcontainer: This is a link, and dockstart writes into real folders/);
    equal((await shop.run(["remove", "shop"])).code, 4);
    equal(await shop.tree(), before);
    await Deno.remove(link);
  }
  await Deno.mkdir(link);
  await Deno.symlink("../../elsewhere/Dockerfile", `${link}/Dockerfile`);
  await Deno.symlink("../../nowhere.json", `${link}/dockstart.json`);
  await Deno.symlink("../../elsewhere", `${link}/crontab`);
  const before = await shop.tree();
  const refused = await shop.run(["shop"]);
  equal(refused.code, 4);
  match(refused.stderr, /Dockerfile \(there is a link\)[\s\S]*dockstart.json \(there is a link\)/);
  equal(await shop.tree(), before);
  equal((await shop.run(["shop", "--force"])).code, 0);
  const after = await shop.tree();
  equal(after["./elsewhere/Dockerfile"], "FROM theirs\n");
  equal(after["./shop/.devcontainer/Dockerfile.orig"], "-> ../../elsewhere/Dockerfile");
  ok(!("./nowhere.json" in after));
});

Deno.test("a file in a folder's place, a folder in a file's, and what is no text are conflicts", async () => {
  await using shop = await Workshop.open();
  await shop.put("shop/package.json", MANIFEST);
  await shop.put("shop/.devcontainer", "a file\n");
  const file = await shop.run(["shop", "--force"]);
  equal(file.code, 4);
  match(file.stderr, /^error: \.devcontainer: A file is where a folder has to be\n/);
  await Deno.remove(`${shop.folder}/shop/.devcontainer`);
  await shop.put("shop/.devcontainer/crontab/x", "");
  const binary = new Uint8Array([255, 0]);
  await Deno.writeFile(`${shop.folder}/shop/.devcontainer/entrypoint.sh`, binary);
  await Deno.writeFile(`${shop.folder}/shop/.devcontainer/dockstart.json`, binary);
  const { code, stderr } = await shop.run(["shop"]);
  equal(code, 4);
  match(
    stderr,
    /crontab \(there is a folder\)\n {2}.devcontainer\/entrypoint.sh \(there is not a text\)/,
  );
  equal((await shop.run(["shop", "--force"])).code, 0);
  ok("shop/.devcontainer/crontab.orig/x" in await shop.tree("shop"));
});

Deno.test("a folder may be called whatever a folder can be called", async () => {
  await using shop = await Workshop.open();
  for (
    const name of [
      "my app",
      'it\'s "quoted"',
      "new\nline",
      "Größe 日本 🚀",
      "$HOME",
      "-dash",
      "...",
    ]
  ) {
    await Deno.mkdir(`${shop.folder}/${name}`);
    await Deno.writeTextFile(`${shop.folder}/${name}/package.json`, MANIFEST);
    const { code, stderr } = await shop.run([".", "-q"], name);
    equal({ code, stderr }, { code: 0, stderr: "" }, name);
    const tree = await shop.tree(`${name}/.devcontainer`);
    const devcontainer = JSON.parse(tree[`${name}/.devcontainer/devcontainer.json`] ?? "");
    equal(devcontainer.name, name);
    match(devcontainer.workspaceFolder, /^\/workspaces\/[a-z0-9-]+$/);
    match(
      tree[`${name}/.devcontainer/docker-compose.yml`] ?? "",
      /^name: [a-z0-9][a-z0-9-]*-devcontainer$/m,
    );
  }
});
