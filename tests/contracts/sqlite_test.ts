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
        await killed(t, application);
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

async function killed(t: Deno.TestContext, application: Application): Promise<void> {
  await t.step("a sidecar killed in a restore leaves all of it or nothing", async () => {
    const { stack } = application;
    await application.sql("DELETE FROM a; DELETE FROM b; UPDATE ballast SET x = 'small'");
    const [name] = await stack.files(/^sqlite-.*gz$/);
    const id = (await stack.compose(["ps", "-q", "db-backup"])).stdout.trim();
    const restore = application.sidecar("restore-sqlite.sh", `/backup/${name}`);
    await until("the restore is under way", () => {
      const names = [...Deno.readDirSync(`${stack.backups}/.state`)].map((entry) => entry.name);
      return Promise.resolve(names.includes("sqlite.restoring"));
    });
    await docker(["kill", id]);
    await restore;
    await stack.compose(["up", "-d", "--wait", "db-backup"]);
    match(await application.sql("SELECT length(x) FROM ballast"), /^(5|16000000)$/);
    await application.rows();
    equal(await application.sql("PRAGMA integrity_check"), "ok");
    equal(await application.owners(), [`${APP_OWNER}:${APP_OWNER}`]);
    const left = await application.sidecar("ls", "/project/data");
    equal(left.stdout.trim(), "shop.sqlite3");
  });
}
