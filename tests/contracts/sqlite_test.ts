import { deepStrictEqual as equal, match, ok } from "node:assert";
import { docker, dockerTest, type Output, until } from "../support/docker.ts";
import { APP_OWNER, Stack } from "../support/stack.ts";
import { contract } from "./contract.ts";

const FILE = "db/it's 100% é/development.sqlite3";

contract({
  id: "sqlite",
  servers: [{ as: "two files", files: [FILE, "storage/cache.sqlite3"] }],
  extension: "db\\.gz",
  dumpTool: "sqlite3",
  halfADump: `for last; do :; done; copy=\${last#*\\'}; printf 'SQLite format 3' > "\${copy%\\'*}"`,
  stubbornClient: [
    "su-exec",
    `${APP_OWNER}:${APP_OWNER}`,
    "sqlite3",
    "-cmd",
    ".timeout 20000",
    `/project/${FILE}`,
    "SELECT count(*) FROM no_key",
  ],
});

for (const journal of ["wal", "delete"] as const) {
  dockerTest(
    `sqlite (journal_mode ${journal}) is backed up and restored under a writer in another container`,
    async (t) => {
      const application = await Application.start(journal);
      try {
        await underAWriter(t, application);
        await locked(t, application);
        // with a write-ahead log, what was not committed never gets into the file
        if (journal === "delete") await killed(t, application);
      } finally {
        await application.stack.remove();
      }
    },
  );
}

/** The application's container: it has one connection open, and writes as long as it is let. */
class Application {
  private constructor(readonly stack: Stack) {}

  static async start(journal: string): Promise<Application> {
    const stack = await Stack.start({
      engines: [{ id: "sqlite", files: ["data/shop.sqlite3"] }],
      override: {
        application: {
          build: { context: ".", dockerfile: "Dockerfile.backup" },
          entrypoint: ["sleep", "infinity"],
          healthcheck: { disable: true },
          init: true,
          user: `${APP_OWNER}:${APP_OWNER}`,
          volumes: ["../data:/app"],
        },
      },
    });
    const application = new Application(stack);
    await stack.compose(["up", "-d", "application"]);
    await application.sql(
      `PRAGMA journal_mode = ${journal}`,
      "CREATE TABLE a (n); CREATE TABLE b (n)",
      "CREATE TABLE ballast AS SELECT hex(randomblob(8000000)) AS x",
    );
    return application;
  }

  async run(script: string): Promise<string> {
    const { code, stdout, stderr } = await this.stack.compose(
      ["exec", "-T", "application", "sh", "-c", script],
    );
    equal(code, 0, stderr);
    return stdout.trim();
  }

  async sql(...statements: string[]): Promise<string> {
    const argv = ["sqlite3", "-bail", "-cmd", ".timeout 30000", "/app/shop.sqlite3"];
    const { code, stdout, stderr } = await this.stack.compose(
      ["exec", "-T", "application", ...argv, ...statements],
    );
    equal(code, 0, stderr);
    return stdout.trim();
  }

  /** One open connection that writes into two tables in one transaction, again and again. */
  async startWriting(): Promise<void> {
    const write = "BEGIN IMMEDIATE; INSERT INTO a VALUES (1); INSERT INTO b VALUES (1); COMMIT;";
    await this.run(
      `{ echo '.timeout 30000'; while [ ! -e /tmp/enough ]; do echo '${write}'; sleep 0.01; done; } |
        sqlite3 /app/shop.sqlite3 > /tmp/errors 2>&1 < /dev/stdin & true`,
    );
    await this.untilWritten(10);
  }

  async stopWriting(): Promise<void> {
    await this.run("touch /tmp/enough; while pgrep -x sqlite3; do sleep 0.1; done");
    equal(await this.run("cat /tmp/errors"), "", "the application has seen no error");
  }

  /** A connection that stays in the middle of something until it is let go. */
  async hold(statements: string): Promise<() => Promise<void>> {
    await this.run(
      `rm -f /tmp/release /tmp/held; touch /tmp/held; { echo "${statements} SELECT 'held';"; while [ ! -e /tmp/release ]; do sleep 0.1; done; } |
        sqlite3 /app/shop.sqlite3 > /tmp/held 2>&1 &
      until grep -q held /tmp/held; do sleep 0.1; done`,
    );
    return async () => {
      await this.run("touch /tmp/release; while pgrep -x sqlite3; do sleep 0.1; done");
    };
  }

  async rows(): Promise<number> {
    const [a, b] = (await this.sql("SELECT (SELECT count(*) FROM a), (SELECT count(*) FROM b)"))
      .split("|").map(Number);
    equal(a, b, "a transaction is whole");
    return a ?? 0;
  }

  untilWritten(more: number): Promise<void> {
    let start: number | undefined;
    return until("the application has written", async () => {
      const now = await this.rows();
      return now >= (start ??= now) + more;
    });
  }

  sidecar(...argv: string[]): Promise<Output> {
    return this.stack.sidecar(argv);
  }

  /** Owners of the database and of all that lies beside it. */
  async owners(): Promise<readonly string[]> {
    const { stdout } = await this.sidecar("sh", "-c", "stat -c %u:%g /project/data/*");
    return [...new Set(stdout.trim().split("\n"))];
  }
}

async function underAWriter(t: Deno.TestContext, application: Application): Promise<void> {
  let first = "";
  let saved = 0;
  await t.step("a backup is of one moment while the application writes", async () => {
    await application.startWriting();
    for (const _ of "123") {
      const { code, stdout, stderr } = await application.sidecar("backup.sh");
      equal(code, 0, stdout + stderr);
      const [, name = ""] = /(sqlite-\S+\.db\.gz)/.exec(stdout) ?? [];
      first ||= name;
      const counts = await application.sidecar(
        "sh",
        "-c",
        `pigz -dc /backup/${name} > /tmp/copy.db && sqlite3 /tmp/copy.db 'SELECT (SELECT count(*) FROM a), (SELECT count(*) FROM b)'`,
      );
      const [a, b] = counts.stdout.trim().split("|").map(Number);
      equal(a, b, "no transaction is cut in two");
      if (name === first) saved = a ?? 0;
    }
    ok(saved >= 10);
  });
  await t.step("a restore goes on under the open connection, which loses nothing", async () => {
    await application.sql("CREATE TABLE later (n)");
    await application.untilWritten(10);
    const { code, stdout, stderr } = await application.sidecar(
      "restore-sqlite.sh",
      `/backup/${first}`,
    );
    equal(code, 0, stdout + stderr);
    await application.untilWritten(10);
    equal(await application.sql("SELECT count(*) FROM sqlite_schema WHERE name = 'later'"), "0");
    await application.stopWriting();
    ok(await application.rows() > saved);
    equal(await application.sql("PRAGMA integrity_check"), "ok");
    equal(await application.owners(), [`${APP_OWNER}:${APP_OWNER}`]);
  });
}

async function locked(t: Deno.TestContext, application: Application): Promise<void> {
  await t.step("a restore that cannot have the file to itself changes nothing", async () => {
    const before = await application.rows();
    const release = await application.hold("BEGIN IMMEDIATE; INSERT INTO a VALUES (1);");
    const { code, stderr } = await application.stack.sidecar(
      ["restore-sqlite.sh", "--no-safety-backup", "latest"],
      { WAIT_SECONDS: "1" },
    );
    equal(code, 1);
    match(stderr, /nothing was changed: somebody has kept "data\/shop\.sqlite3" locked for 1 s/);
    await release();
    equal(await application.rows(), before);
  });
}

/**
 * A restore writes faster than a test can kill it. What it leaves when it is killed, any write as the same
 * user leaves: half of it in the file, and a journal beside it that takes it back.
 */
async function killed(t: Deno.TestContext, application: Application): Promise<void> {
  await t.step("a sidecar killed in a restore leaves the file as it was", async () => {
    const { stack } = application;
    const before = await application.sql("SELECT x FROM ballast");
    const id = (await stack.compose(["ps", "-q", "db-backup"])).stdout.trim();
    const write =
      "PRAGMA cache_size = 10; BEGIN; UPDATE ballast SET x = hex(randomblob(8000000)); SELECT 'written';";
    const writer = application.sidecar(
      "sh",
      "-c",
      `printf data/shop.sqlite3 > /backup/.state/sqlite.restoring
      { echo "${write}"; sleep 300; } | su-exec ${APP_OWNER}:${APP_OWNER} sqlite3 /project/data/shop.sqlite3 > /tmp/written`,
    );
    await until("half of it is written", async () => {
      return (await application.sidecar("cat", "/tmp/written")).stdout.includes("written");
    });
    await docker(["kill", id]);
    await writer;
    const left = [...Deno.readDirSync(`${stack.folder}/data`)].map((entry) => entry.name);
    ok(left.includes("shop.sqlite3-journal"), "it was in the middle");
    await stack.compose(["up", "-d", "--wait", "db-backup"]);
    equal((await application.sidecar("ls", "/project/data")).stdout.trim(), "shop.sqlite3");
    equal((await application.sidecar("ls", "/backup/.state/sqlite.restoring")).code, 1);
    equal(await application.owners(), [`${APP_OWNER}:${APP_OWNER}`]);
    ok(await application.sql("SELECT x FROM ballast") === before);
    equal(await application.sql("PRAGMA integrity_check"), "ok");
  });
}
