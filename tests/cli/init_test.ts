/** What `dockstart init` shows and writes, seen from the outside. */
import { deepStrictEqual as equal, match, ok } from "node:assert";
import { Workshop } from "../support/cli.ts";

const FOUND = `📂 Analyzing ./my-rails-app...
🔍 Detecting project configuration...
   ✅ Detected: ruby 3.4 (confidence: 100%)
   📦 Services: [postgres, redis]
   💾 Backup: enabled (daily at 3 AM)

`;
const GENERATED = `📝 Generating devcontainer.json...
📝 Generating docker-compose.yml...
📝 Generating Dockerfile...
📝 Generating Dockerfile.backup...
📝 Generating backup scripts...

✨ Done!
`;
const NEXT = `
Next: open the folder in your editor's dev container, or
  docker compose -f .devcontainer/docker-compose.yml up -d
Back up now, and see the backups:
  docker compose -f .devcontainer/docker-compose.yml exec db-backup /usr/local/bin/backup.sh
  ls -la .devcontainer/backups/
`;

Deno.test("init says what it found and what it writes, and a second one writes nothing", async () => {
  await using shop = await Workshop.open();
  await shop.example("rails-shop", "my-rails-app");
  const shown = { code: 0, stdout: FOUND + GENERATED, stderr: NEXT };
  equal(await shop.run(["./my-rails-app"]), shown);
  const written = await shop.tree();
  ok("./my-rails-app/.devcontainer/docker-compose.yml" in written);
  ok("./my-rails-app/.devcontainer/backups/.gitkeep" in written);

  const { mtime } = await Deno.stat(`${shop.folder}/my-rails-app/.devcontainer/docker-compose.yml`);
  const unchanged = `${FOUND}✨ Everything is as it was: nothing was written.\n`;
  equal(await shop.run(["init", "./my-rails-app"]), { code: 0, stdout: unchanged, stderr: NEXT });
  equal(await shop.tree(), written);
  const after = await Deno.stat(`${shop.folder}/my-rails-app/.devcontainer/docker-compose.yml`);
  equal(after.mtime, mtime);
});

Deno.test("a dry run shows every file and writes none", async () => {
  await using shop = await Workshop.open();
  await shop.example("rails-shop", "my-rails-app");
  const before = await shop.tree();
  const { code, stdout, stderr } = await shop.run(["./my-rails-app", "--dry-run"]);
  equal({ code, stderr }, { code: 0, stderr: "" });
  ok(stdout.startsWith(`${FOUND}   create   .devcontainer/devcontainer.json\n`), stdout);
  ok(
    stdout.endsWith("   create   .devcontainer/dockstart.json\n\nDry run: nothing was written.\n"),
    stdout,
  );
  equal(await shop.tree(), before);
});

Deno.test("with --json, stdout is the plan and the changes, and people's text is on stderr", async () => {
  await using shop = await Workshop.open();
  await shop.example("rails-shop", "my-rails-app");
  const { code, stdout, stderr } = await shop.run(["./my-rails-app", "--json"]);
  equal({ code, stderr }, { code: 0, stderr: FOUND + GENERATED });
  const data = JSON.parse(stdout);
  equal(data.plan.backup.words, "daily at 3 AM");
  equal(data.changes[0], { path: ".devcontainer/devcontainer.json", kind: "create" });
  const quiet = await shop.run(["./my-rails-app", "--json", "--quiet"]);
  equal({ code: quiet.code, stderr: quiet.stderr }, { code: 0, stderr: "" });
  equal(JSON.parse(quiet.stdout).changes[0].kind, "keep");
});

Deno.test("quiet prints nothing at all", async () => {
  await using shop = await Workshop.open();
  await shop.example("rails-shop", "my-rails-app");
  equal(await shop.run(["my-rails-app", "-q"]), { code: 0, stdout: "", stderr: "" });
});

Deno.test("wishes reach the files", async () => {
  await using shop = await Workshop.open();
  await shop.example("rails-shop", "shop");
  const { code, stdout } = await shop.run([
    "shop",
    ...["--services", "postgres", "--schedule", "0 */6 * * *", "--retention-days", "30"],
  ]);
  equal(code, 0);
  match(stdout, /📦 Services: \[postgres\]\n {3}💾 Backup: enabled \(every 6 hours\)/);
  const tree = await shop.tree("shop/.devcontainer");
  match(
    tree["shop/.devcontainer/crontab"] ?? "",
    /^0 \*\/6 \* \* \* \/usr\/local\/bin\/backup\.sh$/m,
  );
  match(tree["shop/.devcontainer/docker-compose.yml"] ?? "", /RETENTION_DAYS: 30/);
  equal(Object.keys(tree).filter((path) => path.includes("redis")), []);
});

Deno.test("no backups are generated where none are wanted, and where there is no database", async () => {
  await using shop = await Workshop.open();
  await shop.example("rails-shop", "shop");
  await shop.example("python-script", "script");
  const unwanted = await shop.run(["shop", "--no-backup"]);
  match(unwanted.stdout, /💾 Backup: disabled \(--no-backup\)/);
  const none = await shop.run(["script"]);
  equal(none.code, 0);
  match(none.stdout, /📦 Services: \[\]\n {3}💾 Backup: disabled \(no database to back up\)/);
  for (const project of ["shop", "script"]) {
    equal(Object.keys(await shop.tree(`${project}/.devcontainer`)), [
      `${project}/.devcontainer/Dockerfile`,
      `${project}/.devcontainer/devcontainer.json`,
      `${project}/.devcontainer/docker-compose.yml`,
      `${project}/.devcontainer/dockstart.json`,
    ]);
  }
});

Deno.test("the Docker socket is mounted for docker-cp alone", async () => {
  await using shop = await Workshop.open();
  await shop.example("rails-shop", "shop");
  await shop.run(["shop"]);
  const compose = () => Deno.readTextFile(`${shop.folder}/shop/.devcontainer/docker-compose.yml`);
  ok(!(await compose()).includes("docker.sock"));
  await Deno.remove(`${shop.folder}/shop/.devcontainer`, { recursive: true });
  await shop.run(["shop", "--redis-method", "docker-cp"]);
  match(await compose(), /\/var\/run\/docker\.sock:\/var\/run\/docker\.sock:ro/);
});

Deno.test("--backup-profile leaves the sidecar to those who ask for it", async () => {
  await using shop = await Workshop.open();
  await shop.example("rails-shop", "shop");
  const { code, stderr } = await shop.run(["shop", "--backup-profile"]);
  equal(code, 0);
  match(stderr, /docker compose -f .devcontainer\/docker-compose.yml --profile backup up -d\n/);
  const compose = () => Deno.readTextFile(`${shop.folder}/shop/.devcontainer/docker-compose.yml`);
  match(await compose(), /^ {2}db-backup:\n[\s\S]*^ {4}profiles:\n {6}- backup\n/m);
  equal((await shop.run(["shop", "--no-backup-profile"])).code, 0);
  ok(!(await compose()).includes("profiles:"));
});
