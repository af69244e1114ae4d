/** A project whose databases are files: from a checkout without them to a restore of one that was lost. */
import { deepStrictEqual as equal, match, ok } from "node:assert";
import { Workshop } from "../support/cli.ts";
import { docker, dockerTest, type Output, until } from "../support/docker.ts";
import { APP_OWNER, OWNER } from "../support/stack.ts";

const MAIN = "/project/storage/development.sqlite3";
const CACHE = "/project/storage/development_cache.sqlite3";

dockerTest("SQLite files are backed up once they are there, and come back", async (t) => {
  await using shop = await Workshop.open();
  // the folder's name is the compose project's
  const name = `notes-${crypto.randomUUID().slice(0, 8)}`;
  await shop.example("rails-notes", name);
  const project = `${shop.folder}/${name}`;
  equal((await shop.run([name])).code, 0);
  await Deno.chown(`${project}/storage`, APP_OWNER, APP_OWNER);
  const backups = `${project}/.devcontainer/backups`;
  await Deno.chown(backups, OWNER, OWNER);
  const compose = ["compose", "-f", `${project}/.devcontainer/docker-compose.yml`];
  const type = (...args: string[]) => shop.run(args, name);
  const sidecar = (...argv: string[]): Promise<Output> =>
    docker([...compose, "exec", "-T", "db-backup", ...argv]);
  const sql = async (file: string, ...statements: string[]): Promise<string> => {
    const user = `${APP_OWNER}:${APP_OWNER}`;
    const { code, stdout, stderr } = await sidecar("su-exec", user, "sqlite3", file, ...statements);
    equal(code, 0, stderr);
    return stdout.trim();
  };
  const names = (pattern: RegExp) =>
    [...Deno.readDirSync(backups)].map(({ name }) => name).filter((name) => pattern.test(name));
  try {
    await t.step("before the application has run, there is nothing to worry about", async () => {
      const up = await docker([...compose, "up", "-d", "--build", "--wait", "db-backup"]);
      equal(up.code, 0, up.stderr);
      match((await sidecar("healthcheck.sh")).stdout, /sqlite: there is no database file yet/);
      const { code, stdout } = await type("backup");
      equal(code, 0);
      match(stdout, /there is no database file yet \(storage\/development\.sqlite3:/);
      equal(names(/^sqlite/), []);
    });
    await t.step("as soon as there is a file, it is backed up", async () => {
      await sql(MAIN, "CREATE TABLE notes (text); INSERT INTO notes VALUES ('buy milk')");
      await until("somebody has backed it up, and is done", async () => {
        const idle = await sidecar("flock", "-n", "/backup/.state/lock", "true");
        return names(/gz$/).length > 0 && idle.code === 0;
      });
      equal((await sidecar("healthcheck.sh")).code, 0);
    });
    await t.step("another file has backups of its own", async () => {
      await sql(CACHE, "CREATE TABLE entries (key)");
      const { code, stdout } = await type("backup");
      equal(code, 0, stdout);
      ok(names(/^sqlite\.storage%2Fdevelopment_cache%2Esqlite3-.*\.db\.gz$/).length > 0);
      const listed = await type("list", "--json");
      ok(JSON.parse(listed.stdout).backups.length >= 2, listed.stdout);
    });
    await t.step("what only the application can compute is copied as it is", async () => {
      const schema = [".dbconfig defensive off", "PRAGMA writable_schema = on"];
      await sql(
        CACHE,
        ...schema,
        "INSERT INTO entries VALUES ('a'); CREATE INDEX own ON entries (upper(key)); UPDATE sqlite_schema SET sql = replace(sql, 'upper', 'of_the_application')",
      );
      const { code, stdout } = await type("backup");
      equal(code, 0, stdout);
      const newest = names(/^sqlite\.storage.*gz$/).sort().at(-1) ?? "";
      await sql(CACHE, ...schema, "DELETE FROM sqlite_schema WHERE name = 'own'");
      await sql(CACHE, "DELETE FROM entries");
      const restored = await type("restore", "sqlite", newest, "--yes");
      equal(restored.code, 0, restored.stdout + restored.stderr);
      equal(await sql(CACHE, "SELECT key FROM entries NOT INDEXED"), "a");
    });
    await t.step("a file that was lost is a failure, and comes back to its owner", async () => {
      equal((await sidecar("rm", MAIN)).code, 0);
      equal((await type("backup")).code, 1);
      match(
        (await sidecar("healthcheck.sh")).stdout,
        /unhealthy: sqlite: .*there is no file .* any more/,
      );
      const { code, stdout, stderr } = await type("restore", "sqlite", "latest", "--yes");
      equal(code, 0, stdout + stderr);
      equal(await sql(MAIN, "SELECT text FROM notes"), "buy milk");
      equal(Deno.statSync(`${project}/storage/development.sqlite3`).uid, APP_OWNER);
    });
    await t.step("restore and undo", async () => {
      await sql(MAIN, "UPDATE notes SET text = 'later'");
      equal((await type("restore", "sqlite", "latest", "--yes")).code, 0);
      equal(await sql(MAIN, "SELECT text FROM notes"), "buy milk");
      const { code, stderr } = await type("undo", "--yes");
      equal(code, 0, stderr);
      equal(await sql(MAIN, "SELECT text FROM notes"), "later");
    });
    await t.step("verify, and a drill with a backup of the project's own", async () => {
      const whole = await type("verify");
      equal(whole.code, 0, whole.stderr);
      const drill = await type("verify", "--backup", "latest");
      equal(drill.code, 0, drill.stderr);
      match(drill.stdout + drill.stderr, /notes +1/);
      equal(await sql(MAIN, "SELECT text FROM notes"), "later", "the project's own is untouched");
    });
  } finally {
    await docker([...compose, "down", "-v", "--rmi", "local", "-t", "1"]);
  }
});
