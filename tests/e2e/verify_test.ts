/** verify: a healthy project passes, every sabotage is found and named, and nothing is left behind. */
import { deepStrictEqual as equal, match, ok } from "node:assert";
import { docker, dockerTest, hurried, until } from "../support/docker.ts";
import { COMMAND, Workshop } from "../support/cli.ts";

/** All that docker keeps of the runs of verify on a project. */
async function left(project: string): Promise<string> {
  const label = `label=dev.dockstart.verify.project=${project}-devcontainer`;
  const lists = [["ps", "-a", "-q"], ["volume", "ls", "-q"], ["network", "ls", "-q"], [
    "image",
    "ls",
    "-q",
  ]];
  const outputs = await Promise.all(lists.map((list) => docker([...list, "--filter", label])));
  return outputs.map(({ stdout }) => stdout.trim()).filter(Boolean).join("\n");
}

/** A run of verify on the project "shop" that has started its containers. */
async function underWay(shop: Workshop): Promise<Deno.ChildProcess> {
  const [program = "", ...args] = COMMAND;
  const child = new Deno.Command(program, {
    args: [...args, "verify", "shop"],
    cwd: shop.folder,
    stdin: "null",
    stdout: "null",
    stderr: "null",
  }).spawn();
  await until("its containers are there", async () => {
    return (await left("shop")).split("\n").length > 3;
  });
  return child;
}

/** Changes to the files on disk, and what verify has to say of them. */
interface Sabotage {
  readonly edits: readonly Edit[];
  readonly says: RegExp;
}
/** A file, what is in it, and what comes in its place. */
type Edit = readonly [file: string, from: string | RegExp, to: string];

const ENGINE = "scripts/engine-postgres.sh";

const SABOTAGES: Readonly<Record<string, Sabotage>> = {
  "a dump that is replaced by an empty one": {
    edits: [
      [ENGINE, "dump() {\n", "dump() {\n  echo '-- PostgreSQL database dump complete'; return\n"],
    ],
    says:
      /postgres: it does not hold that a dump that stops halfway, or fails, is not called a backup/,
  },
  "a dump that cannot be made": {
    edits: [[ENGINE, "dump() {\n", "dump() {\n  echo 'pg_dump: not today' >&2; return 1\n"]],
    says:
      /it does not hold that the sidecar starts, .*: unhealthy: postgres: the last backup failed: .*not today/,
  },
  "a dump without the rows": {
    edits: [[ENGINE, "pg_dump --format", "pg_dump --exclude-table-data='*' --format"]],
    says: /postgres: it does not hold that a restore brings back exactly what was backed up/,
  },
  "an exit code that is swallowed": {
    edits: [[ENGINE, "--file=- || return 1", "--file=- || true"]],
    says:
      /postgres: it does not hold that a dump that stops halfway, or fails, .*: pg_dump fails, and backup\.sh says/,
  },
  "an exit code that is swallowed, and a check that looks at nothing": {
    edits: [
      [ENGINE, "--file=- || return 1", "--file=- || true"],
      [ENGINE, /grep -q -x -e '-- PostgreSQL database dump complete'/, "cat > /dev/null"],
    ],
    says:
      /postgres: it does not hold that a dump that stops halfway, .*: pg_dump stops halfway, and backup\.sh says/,
  },
  "tools of another release": {
    edits: [[
      "docker-compose.yml",
      "POSTGRES_IMAGE: *postgres-image",
      "POSTGRES_IMAGE: postgres:18",
    ]],
    says: /postgres: it does not hold that the sidecar's tools are of the server's own release/,
  },
  "retention that deletes what is young": {
    edits: [["scripts/retention.awk", "cutoff = now - days * 86400", "cutoff = now - days * 3600"]],
    says:
      /postgres: it does not hold that retention takes what is too old, and nothing else: it deleted/,
  },
  "retention that deletes nothing": {
    edits: [[
      "scripts/retention.sh",
      /rm -f "\$BACKUP_DIR\/\$name" "\$BACKUP_DIR\/\$name\.sha256"\n/,
      ":\n",
    ]],
    says: /postgres: it does not hold that retention takes what is too old, .*: it kept/,
  },
  "a restore that ignores errors": {
    edits: [
      ["scripts/restore-one.sh", /if ! check_sum[^\n]*\n|if ! content=[^\n]*\n/g, "content=0\n"],
      [
        "scripts/postgres-restore.sh",
        '-d "$(connection "$incoming")" 2> "$errors"',
        '-d "$(connection "$incoming")" 2> "$errors" || true',
      ],
    ],
    says: /postgres: it does not hold that a restore refuses a damaged file/,
  },
  "a file that everyone may read": {
    edits: [["scripts/files.sh", 'chmod 600 "$1"', 'chmod 644 "$1"']],
    says:
      /postgres: it does not hold that a backup is a checked file .*: postgres-.* has the mode 644/,
  },
  "a health check that lies": {
    edits: [["scripts/healthcheck.sh", /set -eu\n/, "exit 0\n"]],
    says: /it does not hold that .*the health check says that all is well/,
  },
};

dockerTest("verify proves a healthy project, and leaves nothing behind", async (t) => {
  await using shop = await Workshop.open();
  await shop.example("rails-shop", "shop");
  equal((await shop.run(["shop"])).code, 0);
  await t.step("every step is shown, and the result is there for machines", async () => {
    const { code, stdout, stderr } = await shop.run(["verify", "shop", "--junit", "verify.xml"]);
    equal(code, 0, stdout + stderr);
    const lines = stdout.split("\n").filter((line) => line.startsWith("✓"));
    for (const engine of ["postgres", "redis"]) {
      ok(
        lines.some((line) =>
          line.startsWith(`✓ ${engine}: a restore brings back exactly what was backed up (`)
        ),
      );
      match(
        stdout,
        new RegExp(
          `^${engine} \\(${engine}:\\d+\\): backed up in [\\d.]+ s, .*; restored in [\\d.]+ s$`,
          "m",
        ),
      );
    }
    match(stdout, /^The backups of shop-devcontainer restore\. \d+ checks in \d+ s\.$/m);
    const xml = await Deno.readTextFile(`${shop.folder}/verify.xml`);
    match(
      xml,
      new RegExp(`<testsuite name="dockstart verify" tests="${lines.length}" failures="0"`),
    );
    equal(await left("shop"), "");
    const { verified } = JSON.parse((await shop.run(["status", "--json"], "shop")).stdout);
    equal([verified.ok, verified.kind, verified.checks], [true, "verify", lines.length]);
  });
  await t.step("a run that was killed is tidied up by the next one", async () => {
    const child = await underWay(shop);
    child.kill("SIGKILL");
    await child.status;
    const { code } = await shop.run(["verify", "shop", "--backup", "latest", "-q"]);
    equal(code, 1, "there is no backup to drill with");
    const again = await shop.run(["verify", "shop", "-q"]);
    equal(again, { code: 0, stdout: "", stderr: "" });
    equal(await left("shop"), "");
  });
  await t.step("Ctrl-C ends it within seconds, and leaves nothing", async () => {
    const child = await underWay(shop);
    child.kill("SIGINT");
    equal((await child.status).code, 130);
    equal(await left("shop"), "");
  });
});

dockerTest(
  "verify makes the database that the application would, and starts what is in a profile",
  async () => {
    await using shop = await Workshop.open();
    await shop.put("own/Gemfile", 'gem "rails"\ngem "pg"\ngem "sidekiq"\n');
    await shop.put("own/config/application.rb", "");
    const database = "development:\n  adapter: postgresql\n  database: shop_development\n";
    await shop.put("own/config/database.yml", database);
    const compose = `services:
  db:
    image: postgres:17
    environment: { POSTGRES_PASSWORD: secret }
  cache:
    image: redis:8
    command: redis-server --requirepass \${CACHE_PASSWORD:-c4che-pw}
    profiles: [full]
`;
    await shop.put("own/compose.yaml", compose);
    equal((await shop.run(["init", "own", "--yes", "-q"])).code, 0);
    const { code, stdout, stderr } = await shop.run(["verify", "own"]);
    equal(code, 0, stdout + stderr);
    ok(!/warning/i.test(stderr), stderr);
    match(stdout, /^postgres \(postgres:17\): backed up/m);
    match(stdout, /^redis \(redis:8\): backed up/m);
  },
);

dockerTest("verify finds every sabotage, and names the engine and the step", async (t) => {
  await using shop = await Workshop.open();
  await shop.example("rails-shop", "sabotaged");
  equal((await shop.run(["sabotaged", "--services", "postgres"])).code, 0);
  const folder = `${shop.folder}/sabotaged/.devcontainer`;
  for (const [what, { edits, says }] of Object.entries(SABOTAGES)) {
    await t.step(what, async () => {
      const before = new Map<string, string>();
      for (const [file, from, to] of edits) {
        const text = await Deno.readTextFile(`${folder}/${file}`);
        if (!before.has(file)) before.set(file, text);
        const changed = text.replace(from, to);
        ok(changed !== text, "the sabotage is one");
        await Deno.writeTextFile(`${folder}/${file}`, changed);
      }
      const { code, stdout, stderr } = await shop.run(["verify", "sabotaged"]);
      for (const [file, text] of before) await Deno.writeTextFile(`${folder}/${file}`, text);
      equal(code, 1, stdout);
      match(stderr, says, stdout);
    });
  }
  equal(await left("sabotaged"), "");
});

dockerTest(
  "the restore drill shows what is in the user's own backup, while nothing of theirs runs",
  async (t) => {
    await using shop = await Workshop.open();
    await shop.example("rails-shop", "drilled");
    equal((await shop.run(["drilled"])).code, 0);
    await shop.put("hurry.json", hurried(["db-backup", "postgres", "redis"]));
    const compose = ["compose", "-f", `${shop.folder}/drilled/.devcontainer/docker-compose.yml`];
    try {
      await docker([
        ...[...compose, "-f", `${shop.folder}/hurry.json`],
        ...["up", "-d", "--build", "--wait", "db-backup"],
      ]);
      const sql = "CREATE TABLE rows AS SELECT generate_series(1, 1234) AS id";
      await docker([
        ...compose,
        "exec",
        "-T",
        "postgres",
        "psql",
        "-U",
        "postgres",
        "-d",
        "shop_development",
        "-c",
        sql,
      ]);
      await docker([...compose, "exec", "-T", "redis", "redis-cli", "set", "key", "value"]);
      equal((await shop.run(["backup", "-q"], "drilled")).code, 0);
    } finally {
      await docker([...compose, "down", "-v", "--rmi", "local", "-t", "1"]);
    }
    const backups = `${shop.folder}/drilled/.devcontainer/backups`;
    const earlier = "postgres-2020-01-01T00-00-00.sql.gz";
    await Deno.writeFile(`${backups}/${earlier}`, new Uint8Array(100_000));
    const { code, stdout, stderr } = await shop.run(["verify", "--backup", "latest"], "drilled");
    equal(code, 0, stdout + stderr);
    match(
      stderr,
      /^warning: postgres-\S+ is far smaller than postgres-2020-01-01T00-00-00\.sql\.gz before it: /m,
    );
    await Deno.remove(`${backups}/${earlier}`);
    match(stdout, /^ {2}rows {2}1,234$/m);
    match(stdout, /^ {2}db0 {2}1$/m);
    await t.step("a damaged one is refused", async () => {
      const [name = ""] = [...Deno.readDirSync(backups)].map(({ name }) => name)
        .filter((name) => /^postgres-.*\.gz$/.test(name)).sort().slice(-1);
      const bytes = await Deno.readFile(`${backups}/${name}`);
      await Deno.writeFile(`${backups}/${name}`, bytes.slice(0, bytes.length / 2));
      const drill = await shop.run(["verify", "--backup", name], "drilled");
      equal(drill.code, 1);
      match(
        drill.stderr,
        /restores into a server of postgres:17: ".*" is not what was written: its checksum differs/,
      );
    });
    equal(await left("drilled"), "");
  },
);
