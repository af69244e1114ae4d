/** Running init again: whose file is whose, what is merged, and what is in the way. */
import { deepStrictEqual as equal, match, ok } from "node:assert";
import { type Shown, Workshop } from "../support/cli.ts";
import { blobId } from "../../src/write/blob_id.ts";

const COMPOSE = "shop/.devcontainer/docker-compose.yml";
const CRONTAB = "shop/.devcontainer/crontab";
const RECORD = "shop/.devcontainer/dockstart.json";

async function initialised(...args: string[]): Promise<Workshop> {
  const shop = await Workshop.open();
  await shop.example("rails-shop", "shop");
  equal((await shop.run(["shop", ...args])).code, 0);
  return shop;
}

function read(shop: Workshop, path: string): Promise<string> {
  return Deno.readTextFile(`${shop.folder}/${path}`);
}

async function edit(shop: Workshop, path: string, from: string, to: string): Promise<void> {
  const text = await read(shop, path);
  ok(text.includes(from), `${path} has no ${from}`);
  await Deno.writeTextFile(`${shop.folder}/${path}`, text.replace(from, to));
}

/** Every change that --json reports and that is not "keep". */
function changes({ stdout }: Shown): readonly string[] {
  return JSON.parse(stdout).changes.filter((change: { kind: string }) => change.kind !== "keep")
    .map((change: { kind: string; path: string }) => `${change.kind} ${change.path}`);
}

Deno.test("a wish that was given once is remembered, until another one is given", async () => {
  await using shop = await initialised("--schedule", "0 */6 * * *", "--retention-days", "30");
  const written = await shop.tree();
  equal(JSON.parse(await read(shop, RECORD)).wishes, {
    schedule: "0 */6 * * *",
    retentionDays: 30,
  });
  equal((await shop.run(["shop"])).code, 0);
  equal(await shop.tree(), written);

  const other = await shop.run(["shop", "--schedule", "0 2 * * 0", "--json"]);
  equal(changes(other), [
    "update .devcontainer/crontab",
    "update .devcontainer/dockstart.json",
  ]);
  match(await read(shop, CRONTAB), /^0 2 \* \* 0 /m);
  match(await read(shop, COMPOSE), /RETENTION_DAYS: 30/);
});

Deno.test("a clone in a folder of another name is the same project", async () => {
  await using shop = await initialised();
  await Deno.rename(`${shop.folder}/shop`, `${shop.folder}/shop-2`);
  const before = await shop.tree();
  equal((await shop.run(["shop-2"])).code, 0);
  equal(await shop.tree(), before);
});

Deno.test("a flag beats the environment, and that beats what is remembered", async () => {
  await using shop = await initialised("--schedule", "0 1 * * *", "--no-backup");
  const planned = async (args: string[], env: Record<string, string>) => {
    const { stdout } = await shop.run(["plan", "shop", ...args], ".", env);
    const { backup } = JSON.parse(stdout);
    return backup ? `${backup.schedule} ${backup.retentionDays}` : "none";
  };
  equal(await planned([], {}), "none");
  equal(await planned(["--backup"], {}), "0 1 * * * 7");
  const env = { DOCKSTART_BACKUP: "yes", DOCKSTART_SCHEDULE: "0 2 * * *" };
  equal(await planned([], env), "0 2 * * * 7");
  equal(await planned(["--schedule", "0 3 * * *", "--retention-days", "2"], env), "0 3 * * * 2");
});

Deno.test("a service that is added or dropped changes what has to do with it and nothing else", async () => {
  await using shop = await initialised("--services", "postgres");
  const before = await shop.tree("shop/.devcontainer");
  const added = changes(await shop.run(["shop", "--services", "detected", "--json"]));
  ok(added.every((each) => /redis|\.json$|compose|Dockerfile/.test(each)), added.join("\n"));
  ok(added.includes("create .devcontainer/scripts/backup-redis.sh"));
  await Deno.writeTextFile(
    `${shop.folder}/shop/.devcontainer/scripts/redis-restore.sh`,
    "# mine\n",
  );
  const dropped = await shop.run(["shop", "--services", "postgres", "--json"]);
  ok(changes(dropped).includes("remove .devcontainer/scripts/backup-redis.sh"));
  ok(changes(dropped).includes("leave .devcontainer/scripts/redis-restore.sh"));
  match(
    dropped.stderr,
    /note: .devcontainer\/scripts\/redis-restore.sh stays: no longer needed, but/,
  );
  const after = { ...await shop.tree("shop/.devcontainer") };
  delete after["shop/.devcontainer/scripts/redis-restore.sh"];
  delete after[RECORD];
  equal(after, Object.fromEntries(Object.entries(before).filter(([path]) => path !== RECORD)));
});

Deno.test("what was changed by hand stays, and is merged with what is new", async () => {
  await using shop = await initialised();
  await edit(shop, COMPOSE, "command: sleep infinity", "command: bin/dev");
  await edit(shop, CRONTAB, "# When", "# Ours: when");
  const edited = await shop.tree();
  const same = await shop.run(["shop", "--dry-run"]);
  match(same.stdout, / {3}keep {5}.devcontainer\/docker-compose.yml \(changed by hand\)\n/);
  equal((await shop.run(["shop"])).code, 0);
  equal(await shop.tree(), edited);

  const merged = await shop.run([
    "shop",
    ...["--retention-days", "30", "--schedule", "0 0 * * *", "--json"],
  ]);
  equal(changes(merged), [
    "merge .devcontainer/docker-compose.yml",
    "merge .devcontainer/crontab",
    "update .devcontainer/dockstart.json",
  ]);
  match(await read(shop, COMPOSE), /command: bin\/dev[\s\S]*RETENTION_DAYS: 30/);
  match(await read(shop, CRONTAB), /# Ours: when[\s\S]*\n0 0 \* \* \* /);
  const tree = await shop.tree();
  equal((await shop.run(["shop"])).code, 0);
  equal(await shop.tree(), tree);
});

Deno.test("two changes to one line are a conflict, found before anything is written", async () => {
  await using shop = await initialised();
  await edit(shop, COMPOSE, "RETENTION_DAYS: 7", "RETENTION_DAYS: 8");
  await shop.put("shop/.devcontainer/scripts/backup-redis.sh", "#!/bin/sh\n");
  const before = await shop.tree();
  const wish = ["--retention-days", "30", "--services", "postgres"];
  const shown = await shop.run(["shop", ...wish]);
  equal(shown, {
    code: 4,
    stdout: shown.stdout,
    stderr: `error: A file is in the way, and nothing was written:
  .devcontainer/docker-compose.yml (changed by hand in the same lines)
hint: --diff shows what would happen; --force writes them all the same and keeps what was there as NAME.orig; --merge writes both versions into files changed by hand, between conflict markers.
`,
  });
  equal(await shop.tree(), before);
  equal((await shop.run(["shop", ...wish, "--dry-run"])).code, 4);
  const diff = await shop.run(["shop", ...wish, "--diff"]);
  equal(diff.code, 4);
  match(
    diff.stdout,
    /^# .devcontainer\/docker-compose.yml is in the way \(changed by hand in the same lines\): this is what --force would do\ndiff --git/m,
  );
  equal(await shop.tree(), before);

  const forced = await shop.run(["shop", ...wish, "--force"]);
  equal(forced.code, 0);
  match(forced.stderr, /note: what was there is kept as .devcontainer\/docker-compose.yml.orig\n/);
  match(await read(shop, `${COMPOSE}.orig`), /RETENTION_DAYS: 8/);
  match(await read(shop, COMPOSE), /RETENTION_DAYS: 30/);
});

Deno.test("--merge writes conflict markers, and what is settled then stays", async () => {
  await using shop = await initialised();
  await edit(shop, COMPOSE, "RETENTION_DAYS: 7", "RETENTION_DAYS: 8");
  const shown = await shop.run(["shop", "--retention-days", "30", "--merge"]);
  equal(shown.code, 4);
  match(
    shown.stderr,
    /error: There are conflict markers now in:\n {2}.devcontainer\/docker-compose.yml\n/,
  );
  const both =
    "<<<<<<< yours\n      RETENTION_DAYS: 8\n=======\n      RETENTION_DAYS: 30\n>>>>>>> dockstart\n";
  ok((await read(shop, COMPOSE)).includes(both));
  await edit(shop, COMPOSE, both, "      RETENTION_DAYS: 14\n");
  const settled = await shop.tree();
  equal((await shop.run(["shop"])).code, 0);
  equal(await shop.tree(), settled);
});

Deno.test("a file that dockstart did not write is never merged and never touched", async () => {
  await using shop = await Workshop.open();
  await shop.example("rails-shop", "shop");
  await shop.put("shop/.devcontainer/Dockerfile", "FROM mine\n");
  await shop.put("shop/.devcontainer/crontab", "0 1 * * * mine\n");
  const before = await shop.tree();
  const shown = await shop.run(["shop", "--merge"]);
  equal(shown.code, 4);
  match(shown.stderr, /2 files are in the way/);
  equal(await shop.tree(), before);
});

Deno.test("a newer dockstart's file is merged with the help of git, where git has the old one", async () => {
  await using shop = await initialised();
  // as if another release had written the file with one more line
  const old = (await read(shop, COMPOSE)).replace("name: ", "# an older release's line\nname: ");
  await shop.put(COMPOSE, old);
  const record = JSON.parse(await read(shop, RECORD));
  record.generated.files[".devcontainer/docker-compose.yml"] = blobId(old);
  await shop.put(RECORD, JSON.stringify(record, null, 2));
  await edit(shop, COMPOSE, "command: sleep infinity", "command: bin/dev");
  const unknown = await shop.run(["shop"]);
  equal(unknown.code, 4);
  match(unknown.stderr, /changed by hand, and what it was before is not known/);

  const git = async (...args: string[]) => {
    const run = new Deno.Command("git", {
      args: ["-c", "user.name=t", "-c", "user.email=t@t", ...args],
      cwd: `${shop.folder}/shop`,
    });
    ok((await run.output()).success, args.join(" "));
  };
  const edited = await read(shop, COMPOSE);
  await shop.put(COMPOSE, old);
  await git("init", "-q");
  await git("add", "-A");
  await git("commit", "-q", "-m", "dev container");
  await shop.put(COMPOSE, edited);
  const merged = await shop.run(["shop", "--json"]);
  equal(changes(merged), [
    "merge .devcontainer/docker-compose.yml",
    "update .devcontainer/dockstart.json",
  ]);
  const text = await read(shop, COMPOSE);
  match(text, /command: bin\/dev/);
  ok(!text.includes("older release"));
});

Deno.test("--diff is what init then does: git applies it to the same end", async () => {
  await using shop = await initialised("--services", "postgres");
  await edit(shop, COMPOSE, "command: sleep infinity", "command: bin/dev");
  const wish = ["--services", "postgres,redis", "--retention-days", "30"];
  const before = await shop.tree();
  const { code, stdout, stderr } = await shop.run(["shop", ...wish, "--diff"]);
  equal(code, 0);
  match(stderr, /^📂 Analyzing shop...\n/);
  match(stderr, /\nNothing was written.\n$/);
  match(stdout, /^diff --git a\/.devcontainer\/devcontainer.json b\/.devcontainer\/devcontainer/);
  equal(await shop.tree(), before);
  await shop.example("rails-shop", "copy");
  for (const [path, text] of Object.entries(await shop.tree("shop"))) {
    await shop.put(path.replace("shop/", "copy/"), text);
  }
  await shop.put("the.diff", stdout);
  const apply = new Deno.Command("git", {
    args: ["apply", "--unsafe-paths", `${shop.folder}/the.diff`],
    cwd: `${shop.folder}/copy`,
    env: { GIT_CEILING_DIRECTORIES: shop.folder },
    stderr: "inherit",
  });
  ok((await apply.output()).success);
  equal((await shop.run(["shop", ...wish])).code, 0);
  const done = Object.entries(await shop.tree("shop"));
  equal(
    await shop.tree("copy"),
    Object.fromEntries(done.map(([path, text]) => [path.replace("shop/", "copy/"), text])),
  );
});

Deno.test("a checkout with carriage returns stays one, and is still dockstart's own", async () => {
  await using shop = await initialised();
  for (const [path, text] of Object.entries(await shop.tree("shop/.devcontainer"))) {
    await Deno.writeTextFile(`${shop.folder}/${path}`, text.replaceAll("\n", "\r\n"));
  }
  await edit(shop, COMPOSE, "name:", "\r\nname:");
  await Deno.writeTextFile(
    `${shop.folder}/${CRONTAB}`,
    `\ufeff${await read(shop, CRONTAB)}`,
  );
  const before = await shop.tree();
  equal((await shop.run(["shop"])).code, 0);
  equal(await shop.tree(), before);
  const shown = await shop.run(["shop", "--retention-days", "9", "--schedule", "1 1 * * *"]);
  equal(shown.code, 0);
  const compose = await read(shop, COMPOSE);
  match(compose, /RETENTION_DAYS: 9\r\n/);
  equal(compose.replaceAll("\r\n", "").includes("\n"), false);
  match(await read(shop, CRONTAB), /^\ufeff[^\n]*\r\n[\s\S]*\n1 1 \* \* \* [^\n]*\r\n$/);
  equal((await read(shop, RECORD)).replaceAll("\r\n", "").includes("\n"), false);
});

Deno.test("dockstart.json keeps what a person wrote into it", async () => {
  await using shop = await Workshop.open();
  await shop.example("rails-shop", "shop");
  await shop.put(RECORD, '{\n  // twice a day\n  "wishes": { "schedule": "0 */12 * * *" }\n}\n');
  equal((await shop.run(["shop", "--retention-days", "3"])).code, 0);
  const text = await read(shop, RECORD);
  match(
    text,
    /\/\/ twice a day\n {2}"wishes": \{\s*"schedule": "0 \*\/12 \* \* \*",\s*"retentionDays": 3\s*\}/,
  );
  match(await read(shop, CRONTAB), /^0 \*\/12 \* \* \* /m);
});
