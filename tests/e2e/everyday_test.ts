/** The everyday commands, typed from below the project's folder, with a real sidecar. */
import { deepStrictEqual as equal, match, ok } from "node:assert";
import { docker, dockerTest, hurried, until } from "../support/docker.ts";
import { COMMAND, Workshop } from "../support/cli.ts";

dockerTest(
  "backups are made, listed, restored and undone without a docker command line",
  async (t) => {
    await using shop = await Workshop.open();
    await shop.example("rails-shop", "shop");
    equal((await shop.run(["shop"])).code, 0);
    await shop.put("hurry.json", hurried(["db-backup", "postgres", "redis"]));
    const compose = ["compose", "-f", `${shop.folder}/shop/.devcontainer/docker-compose.yml`];
    const backups = `${shop.folder}/shop/.devcontainer/backups`;
    const type = (...args: string[]) => shop.run(args, "shop/config");
    const sql = async (query: string) => {
      const { code, stdout, stderr } = await docker([
        ...compose,
        ...["exec", "-T", "postgres", "psql", "-XAtq", "-U", "postgres", "-d", "shop_development"],
        ...["-c", query],
      ]);
      equal(code, 0, stderr);
      return stdout.trim();
    };
    try {
      await t.step("before anything runs, it says so and how to start it", async () => {
        const { code, stderr } = await type("backup");
        equal(code, 1);
        match(
          stderr,
          /^error: The backup sidecar has not been started\nhint: Start it: docker compose -f /,
        );
        const status = await type("status");
        equal(status.code, 1);
        match(status.stderr, /^error: The backup sidecar has not been started\nhint: Start it: /);
        match(
          status.stdout,
          /^db-backup: not started\npostgres\n {2}last success {2}none\n {2}next run {6}never: the sidecar does not run\n/,
        );
        match((await type("list")).stderr, /There is no backup in .* yet/);
      });
      const up = await docker([
        ...[...compose, "-f", `${shop.folder}/hurry.json`],
        ...["up", "-d", "--build", "--wait", "db-backup"],
      ]);
      equal(up.code, 0, up.stderr);
      await sql("CREATE TABLE rows (id int); INSERT INTO rows VALUES (1), (2)");

      await t.step("backup", async () => {
        const { code, stdout } = await type("backup", "postgres");
        equal(code, 0);
        match(stdout, /postgres: backed up "shop_development" to postgres-.*\.sql\.gz/);
        const data = await type("backup", "postgres", "--json");
        equal(JSON.parse(data.stdout).backups.length, 1);
        const unknown = await type("backup", "oracle");
        equal(unknown.code, 2);
        match(unknown.stderr, /error: There is no engine "oracle" in this sidecar/);
        equal((await type("list", "oracle")).code, 2);
      });
      await t.step("list", async () => {
        const { code, stdout } = await type("list");
        equal(code, 0);
        match(
          stdout,
          /^postgres\n {2}\d{4}-\d\d-\d\d \d\d:\d\d:\d\d {2}.* ago .* checked {2}catch-up/,
        );
        match(stdout, /checked {2}manual/);
        const { zone, backups: listed } = JSON.parse(
          (await type("list", "postgres", "--json")).stdout,
        );
        equal(zone, "UTC");
        ok(listed.every((each: { checksum: string }) => each.checksum === "ok"));
      });
      await t.step("a damaged backup is seen", async () => {
        const { backups: [first] } = JSON.parse((await type("list", "redis", "--json")).stdout);
        const path = `${backups}/${first.file}`;
        const bytes = await Deno.readFile(path);
        await Deno.writeFile(path, bytes.slice(0, -1));
        match((await type("list", "redis")).stdout, /DAMAGED/);
        await Deno.writeFile(path, bytes);
      });
      await t.step("restore asks, and without a terminal wants --yes", async () => {
        await sql("DELETE FROM rows");
        const unasked = await type("restore", "postgres");
        equal(unasked.code, 2);
        match(unasked.stderr, /there is nobody here to ask\nhint: Add --yes/);
        equal(await sql("SELECT count(*) FROM rows"), "0");
        const { code, stdout } = await type("restore", "postgres", "--yes");
        equal(code, 0);
        match(stdout, /postgres: restored "shop_development" to the moment of/);
        match(stdout, /dockstart undo postgres takes it back\.\n$/);
        ok(!stdout.includes("to undo:"), "the script's own line is for its own users");
        equal(await sql("SELECT count(*) FROM rows"), "2");
      });
      await t.step("undo", async () => {
        const { code, stderr } = await type("undo", "--yes", "-q");
        equal(code, 0, stderr);
        equal(await sql("SELECT count(*) FROM rows"), "0");
        equal((await type("undo", "--yes", "-q")).code, 0);
        equal(await sql("SELECT count(*) FROM rows"), "2");
        match((await type("undo", "redis", "--yes")).stderr, /Nothing of redis was restored/);
      });
      await t.step(
        "a backup that is far smaller than the one before is not taken in silence",
        async () => {
          await sql("INSERT INTO rows SELECT generate_series(1000, 9000)");
          equal((await type("backup", "postgres", "-q")).code, 0);
          await sql("DELETE FROM rows WHERE id > 2");
          equal((await type("backup", "postgres", "-q")).code, 0);
          const { code, stderr } = await type("restore", "postgres", "--yes");
          equal(code, 0);
          match(
            stderr,
            /^warning: postgres-\S+\.sql\.gz is far smaller than postgres-\S+ before it: [\d.]+ k?B?(?:ytes)?, and [\d.]+ kB\n/,
          );
          equal(await sql("SELECT count(*) FROM rows"), "2");
        },
      );
      await t.step("another copy of the project is told from this one", async () => {
        const copy = `${shop.folder}/copy`;
        const { code } = await new Deno.Command("cp", { args: ["-R", `${shop.folder}/shop`, copy] })
          .output();
        equal(code, 0);
        for (const args of [["backup"], ["restore", "postgres", "--yes"], ["status"]]) {
          const { code, stderr } = await shop.run([...args, "--project", copy]);
          equal(code, 1, args.join(" "));
          match(
            stderr,
            /error: The sidecar of this name was started in another copy of the project: .*\.devcontainer\/docker-compose\.yml\nhint: /,
          );
        }
        equal(await sql("SELECT count(*) FROM rows"), "2");
      });
      await t.step("what is not there is named", async () => {
        match(
          (await type("restore", "postgre", "--yes")).stderr,
          /There is no engine "postgre" .*\nhint: Did you mean "postgres"\?/,
        );
        match(
          (await type("restore", "postgres", "nowhere.gz", "--yes")).stderr,
          /There is no backup "nowhere\.gz"/,
        );
        const { backups: [other] } = JSON.parse((await type("list", "redis", "--json")).stdout);
        match(
          (await type("restore", "postgres", other.file, "--yes")).stderr,
          /^error: redis-.*\.rdb is a backup of redis\nhint: dockstart restore redis redis-/,
        );
      });
      await t.step("snapshots have names, and retention leaves them alone", async () => {
        equal((await type("snapshot", "save", "before-x", "-q")).code, 0);
        const taken = await type("snapshot", "save", "before-x");
        equal(taken.code, 1);
        match(
          taken.stderr,
          /There is a snapshot "before-x" already, of \d{4}-.*\nhint: .*--replace/,
        );
        equal((await type("snapshot", "save", "before-x", "--replace", "-q")).code, 0);
        await sql("INSERT INTO rows VALUES (3)");
        equal((await type("snapshot", "save", "bad name")).code, 2);
        match(
          (await type("snapshot", "list")).stdout,
          /^before-x {2}postgres {2}.*\nbefore-x {2}redis/,
        );
        const again = await type("snapshot", "restore", "before-x", "--yes", "-q");
        equal(again.code, 0, again.stderr);
        equal(await sql("SELECT count(*) FROM rows"), "2");
        match(
          (await type("snapshot", "restore", "befor-x", "--yes")).stderr,
          /Did you mean "before-x"/,
        );
        equal((await type("snapshot", "delete", "before-x", "-q")).code, 0);
        equal(JSON.parse((await type("snapshot", "list", "--json")).stdout).backups, []);
      });
      await t.step("status shows health, and the reason where it is bad", async () => {
        equal((await type("status", "-q", "--html", "page.html")).code, 0);
        const page = await Deno.readTextFile(`${shop.folder}/shop/config/page.html`);
        match(page, /<strong>Healthy: all is backed up<\/strong>[^]*<h2>postgres<\/h2>[^]*<svg /);
        const good = await type("status");
        equal(good.code, 0);
        match(good.stdout, /^db-backup: healthy\n/);
        match(good.stdout, /next run {6}\d{4}-\d\d-\d\d 03:00 UTC, in /);
        match(good.stdout, /sizes {9}[▁-█]+ {2}\d/);
        await docker([
          ...compose,
          "exec",
          "-T",
          "-e",
          "DB_PASSWORD=wrong",
          "db-backup",
          "backup.sh",
          "postgres",
        ]);
        await until("docker has noticed", async () => (await type("status", "-q")).code === 1);
        const bad = await type("status");
        match(bad.stdout, /db-backup: unhealthy\n {2}unhealthy: postgres: the last backup failed/);
        match(bad.stdout, /last error .*password authentication failed/);
        match(bad.stderr, /^error: The backups are not healthy: postgres: /);
        equal((await type("backup", "-q")).code, 0);
      });
      await t.step("Ctrl-C stops the run inside the sidecar, too", async () => {
        const stub =
          `real=$(command -v pg_dump) && mv $real $real.real && printf '#!/bin/sh\\nsleep 300\\n' > $real && chmod 755 $real`;
        await docker([...compose, "exec", "-T", "db-backup", "sh", "-c", stub]);
        const [program = "", ...args] = COMMAND;
        const child = new Deno.Command(program, {
          args: [...args, "backup", "postgres"],
          cwd: `${shop.folder}/shop`,
          stdin: "null",
          stdout: "piped",
          stderr: "piped",
        }).spawn();
        const sleeping = async () =>
          (await docker([...compose, "exec", "-T", "db-backup", "pgrep", "-f", "sleep 300"]))
            .code === 0;
        await until("the dump is under way", sleeping);
        child.kill("SIGINT");
        const { code } = await child.output();
        equal(code, 130);
        ok(!await sleeping(), "the run has ended");
        ok(![...Deno.readDirSync(backups)].some(({ name }) => name.includes("partial")));
      });
      await t.step("with the containers down, the backups are still shown", async () => {
        await docker([...compose, "down", "-t", "1"]);
        match(
          (await type("status")).stdout,
          /^db-backup: not started\npostgres\n {2}last success {2}\d+ /,
        );
        match((await type("list")).stdout, /checked/);
      });
    } finally {
      await docker([...compose, "down", "-v", "--rmi", "local", "-t", "1"]);
    }
  },
);

Deno.test("outside of any project, the commands say what is missing", async () => {
  await using shop = await Workshop.open();
  for (
    const args of [["backup"], ["list"], ["status"], ["restore", "postgres"], ["undo"], ["verify"]]
  ) {
    const { code, stderr } = await shop.run(args);
    equal(code, 3, args.join(" "));
    match(
      stderr,
      /^error: There is no backup sidecar in "\.", nor in a folder above it\nhint: Run dockstart init/,
    );
  }
});
