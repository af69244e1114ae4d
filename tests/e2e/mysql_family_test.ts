/** What MySQL and MariaDB make harder than others: no transaction holds a restore together. */
import { deepStrictEqual as equal, match, notStrictEqual, ok } from "node:assert";
import { dockerTest, until } from "../support/docker.ts";
import { Stack } from "../support/stack.ts";

type Id = "mysql" | "mariadb";
const DATABASE = "shop_development";

class Family {
  constructor(readonly stack: Stack, readonly id: Id) {}

  fingerprint() {
    return this.stack.proof(this.id, "fingerprint");
  }

  damage() {
    return this.stack.proof(this.id, "damage");
  }

  /** SQL as root, in the server's own container. */
  async sql(query: string, database = DATABASE): Promise<string> {
    const client = ["exec", "-T", this.id, this.id, "-u", "root", "-pmysql", "-N", database];
    const { code, stdout, stderr } = await this.stack.compose(client, query);
    equal(code, 0, stderr);
    return stdout;
  }

  async backup(env: Record<string, string> = {}): Promise<string> {
    const { code, stdout, stderr } = await this.stack.sidecar(["backup.sh", this.id], env);
    equal(code, 0, stdout + stderr);
    return (await this.stack.files(new RegExp(`^${this.id}-.*gz$`))).at(-1) ?? "";
  }

  restore(args: readonly string[], env: Record<string, string> = {}) {
    return this.stack.sidecar([`restore-${this.id}.sh`, ...args], env);
  }

  get journal(): string {
    return `${this.stack.backups}/.state/${this.id}.restoring`;
  }

  /** A restore whose client hangs where it is given this, and whose sidecar is killed then. */
  async killedRestore(at: string, file: string): Promise<void> {
    const program = `/usr/local/bin/${this.id}`;
    const stub =
      `#!/bin/sh\ncat > /tmp/in.$$\nif { printf '%s\\n' "$*" && cat /tmp/in.$$; } | grep -q -F -e "$HANG_AT"; then touch /tmp/hangs; sleep 300; fi\nexec ${program}.real "$@" < /tmp/in.$$\n`;
    await this.stack.sidecar([
      "sh",
      "-c",
      `mv ${program} ${program}.real && printf %s "$STUB" > ${program} && chmod 755 ${program}`,
    ], { STUB: stub });
    const run = this.restore(["--no-safety-backup", `/backup/${file}`], { HANG_AT: at });
    await until(`the restore is at ${at}`, async () => {
      return (await this.stack.sidecar(["test", "-e", "/tmp/hangs"])).code === 0;
    });
    await this.stack.compose(["kill", "db-backup"]);
    notStrictEqual((await run).code, 0);
    await this.stack.compose(["up", "-d", "--force-recreate", "db-backup"]);
    await until("the next start has put it right", async () => !await exists(this.journal));
  }
}

async function exists(path: string): Promise<boolean> {
  return await Deno.lstat(path).then(() => true, () => false);
}

const KILLS = {
  "while the file is loaded": { at: "--database=db_backup_incoming", finished: false },
  "before the database is dropped": {
    at: `DROP DATABASE IF EXISTS \`${DATABASE}\``,
    finished: true,
  },
  "before the tables are moved": { at: "RENAME TABLE", finished: true },
  "before triggers and views are defined": { at: `--database=${DATABASE}`, finished: true },
} as const;

type Kill = keyof typeof KILLS;

/** Kills a restore at these moments, one after the other. */
async function isKilled(
  t: Deno.TestContext,
  { family, seeded, file }: { family: Family; seeded: string; file: string },
  moments: readonly Kill[],
): Promise<void> {
  for (const when of moments) {
    const { at, finished } = KILLS[when];
    await t.step(`${family.id}: a restore killed ${when}`, async () => {
      await family.damage();
      const damaged = await family.fingerprint();
      await family.killedRestore(at, file);
      equal(await family.fingerprint(), finished ? seeded : damaged);
      if (!finished) equal((await family.restore([`/backup/${file}`])).code, 0);
      equal(await family.fingerprint(), seeded);
    });
  }
}

dockerTest("MySQL beside PostgreSQL comes back whole, whatever happens", async (t) => {
  const stack = await Stack.start({
    engines: [{ id: "postgres", image: "postgres:17" }, { id: "mysql", image: "mysql:9.7" }],
    // a server without TLS; the contract's has it
    override: { mysql: { command: ["mysqld", "--tls-version="] } },
  });
  const family = new Family(stack, "mysql");
  try {
    await stack.proof("mysql", "seed");
    const seeded = await family.fingerprint();
    let file = "";
    await t.step(
      "each engine has variables of its own, and the shared ones mean none",
      async () => {
        const env = { DB_HOST: "nowhere", DB_USER: "nobody", DB_NAME: "nothing" };
        const { code, stderr } = await stack.sidecar(["backup.sh"], env);
        equal(code, 0, stderr);
        file = await family.backup();
        equal((await stack.files(/^postgres-.*gz$/)).length > 1, true);
      },
    );
    await isKilled(t, { family, seeded, file }, Object.keys(KILLS) as Kill[]);
    await t.step("the file goes through the server's own client, as people type it", async () => {
      await family.damage();
      const packed = await Deno.readFile(`${stack.backups}/${file}`);
      const gunzip = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
      const dump = new Uint8Array(await new Response(gunzip).arrayBuffer());
      const { code, stderr } = await stack.compose(
        ["exec", "-T", "mysql", "mysql", "-u", "root", "-pmysql", DATABASE],
        dump,
      );
      equal(code, 0, stderr);
      const restored = await stack.proof("mysql", "fingerprint");
      const facts = (kind: string) => (line: string) => line.startsWith(`${kind}\t`);
      for (const kind of ["database", "routine", "trigger", "event", "view"]) {
        for (const fact of seeded.split("\n").filter(facts(kind))) {
          // the client takes comments out of what it sends
          ok(restored.includes(fact.slice(0, fact.indexOf("BEGIN"))), fact);
        }
      }
      equal(await family.sql("SELECT COUNT(*) FROM child"), "500\n");
    });
    await t.step("a view that is broken is left out and named, and keeps nobody", async () => {
      await family.sql("ALTER TABLE log RENAME COLUMN line TO row_of_log");
      const { code, stdout, stderr } = await family.restore([`/backup/${file}`]);
      equal(code, 0, stderr);
      match(stdout, /warning: the view "broken" is not in the backup/);
      equal(await family.fingerprint(), seeded);
      const [safety = ""] = (await stack.files(/^safety-mysql-.*gz$/)).slice(-1);
      const text = await stack.sidecar(["sh", "-c", `gunzip -c /backup/${safety} | tail -n 3`]);
      match(text.stdout, /-- View left out, because it does not work: CREATE .*`broken`/);
    });
    await t.step("a file that fails in the middle changes nothing", async () => {
      for (
        const what of ["s/^CREATE TABLE `log`/CREATE TABEL `log`/", "s/ VIEW `a view` AS/ AS/"]
      ) {
        const broken = `gunzip -c /backup/${file} | sed '${what}' | gzip > /backup/broken.gz`;
        equal((await stack.sidecar(["sh", "-c", broken])).code, 0);
        const { code, stderr } = await family.restore(["/backup/broken.gz"]);
        equal(code, 1);
        match(stderr, /the restore failed and nothing was changed: ERROR 1064/);
        equal(await family.fingerprint(), seeded);
      }
    });
    await t.step("who holds a lock is disconnected", async () => {
      const holder = family.sql("BEGIN; SELECT COUNT(*) FROM child; SELECT SLEEP(120)").catch(
        () => {},
      );
      await until("the lock is held", async () => {
        return (await family.sql("SHOW FULL PROCESSLIST")).includes("SLEEP(120)");
      });
      equal((await family.restore(["--no-safety-backup", `/backup/${file}`])).code, 0);
      await holder;
      equal(await family.fingerprint(), seeded);
    });
    await t.step("a database that was dropped, and one of another name", async () => {
      await family.sql(
        `DROP DATABASE ${DATABASE}; DROP USER proof_app; DROP ROLE proof_reader`,
        "mysql",
      );
      equal((await family.restore([`/backup/${file}`])).code, 0);
      equal(await family.fingerprint(), seeded);
      const copy = await family.restore(["--database", "a `copy`", `/backup/${file}`]);
      equal(copy.code, 0, copy.stderr);
      equal(await family.sql("SELECT COUNT(*) FROM summary", "a `copy`"), "1\n");
      match(await family.sql("SHOW TRIGGERS", "a `copy`"), /another "one"/);
      equal((await stack.sidecar(["backup.sh", "mysql"], { MYSQL_DBS: "all" })).code, 0);
      equal((await stack.files(/^mysql\.a%20%60copy%60-.*gz$/)).length, 1);
      await family.sql("DROP DATABASE `a ``copy```", "mysql");
      equal(await family.fingerprint(), seeded);
    });
    await t.step("a user who owns no more than the database", async () => {
      await family.sql(
        "CREATE DATABASE small; CREATE USER limited IDENTIFIED BY 'limited'; GRANT ALL ON small.* TO limited",
        "mysql",
      );
      const limited = { MYSQL_USER: "limited", MYSQL_PASSWORD: "limited", MYSQL_DB: "small" };
      await family.sql(
        "CREATE TABLE t (id int PRIMARY KEY); INSERT INTO t VALUES (1), (2)",
        "small",
      );
      await family.sql("CREATE DEFINER = limited@'%' VIEW v AS SELECT * FROM t", "small");
      const small = await family.backup(limited);
      await family.sql("DELETE FROM t; CREATE TABLE later (id int)", "small");
      const { code, stdout, stderr } = await family.restore([`/backup/${small}`], limited);
      equal(code, 0, stderr);
      match(stdout, /restoring inside the database: its user may not create databases/);
      equal(await family.sql("SELECT COUNT(*) FROM v; SHOW TABLES", "small"), "2\nt\nv\n");
      await family.sql("CREATE VIEW other AS SELECT * FROM t", "small");
      const others = await family.backup(limited);
      const refused = await family.restore([`/backup/${others}`], limited);
      equal(refused.code, 1);
      match(refused.stderr, /nothing was changed: .*only an administrator may restore/);
    });
  } finally {
    await stack.remove();
  }
});

dockerTest("MariaDB answers to MySQL's names, and carries what only it has", async (t) => {
  const stack = await Stack.start({ engines: [{ id: "mariadb", image: "mariadb:11.8" }] });
  const family = new Family(stack, "mariadb");
  try {
    await stack.proof("mariadb", "seed");
    const seeded = await family.fingerprint();
    const file = await family.backup();
    await t.step("the commands have MySQL's names too", async () => {
      for (
        const command of [
          ["mysqladmin", "ping", "-h", "mariadb", "-u", "root", "-pmysql"],
          ["mysql", "-h", "mariadb", "-u", "root", "-pmysql", "-e", "SELECT 1"],
          ["mysqldump", "-h", "mariadb", "-u", "root", "-pmysql", DATABASE, "log"],
          ["backup-mysql.sh"],
          ["/scripts/restore-mysql.sh", `/backup/${file}`],
        ]
      ) {
        const { code, stderr } = await stack.sidecar(command);
        equal(code, 0, stderr);
      }
      equal(await family.fingerprint(), seeded);
    });
    await isKilled(t, { family, seeded, file }, ["before the tables are moved"]);
    await t.step("a server that takes nothing but TLS", async () => {
      await family.sql("SET GLOBAL require_secure_transport = ON");
      await family.backup();
    });
    await t.step("an account whose password goes through a plugin", async () => {
      await family.sql(
        "INSTALL SONAME 'auth_ed25519'; CREATE USER other IDENTIFIED VIA ed25519 USING PASSWORD('se cr''et'); GRANT ALL ON *.* TO other WITH GRANT OPTION",
      );
      const watch = stack.sidecar([
        "sh",
        "-c",
        "touch /tmp/watched; while [ -e /tmp/watched ]; do ps -o args; done",
      ]);
      await until("somebody watches", async () => {
        return (await stack.sidecar(["test", "-e", "/tmp/watched"])).code === 0;
      });
      await family.backup({ DB_USER: "other", DB_PASSWORD: "se cr'et" });
      await stack.sidecar(["rm", "/tmp/watched"]);
      const { stdout } = await watch;
      ok(stdout.includes("mariadb-dump"), "the run was seen");
      ok(!stdout.includes("se cr"), "the password was not");
    });
    await t.step("a row that is longer as text than the server takes at once", async () => {
      await family.sql(
        "SET GLOBAL max_allowed_packet = 1048576; CREATE TABLE long_one (body longblob); INSERT INTO long_one VALUES (REPEAT('x', 900000))",
      );
      const long = await family.backup();
      await family.sql("DROP TABLE long_one");
      const { code, stderr } = await family.restore([`/backup/${long}`]);
      equal(code, 0, stderr);
      equal(
        await family.sql("SELECT LENGTH(body), @@GLOBAL.max_allowed_packet FROM long_one"),
        "900000\t1048576\n",
      );
    });
    await t.step("a view whose definer is gone", async () => {
      await family.sql("DROP USER proof_app");
      const before = await family.fingerprint();
      const late = await family.backup();
      await family.sql("DROP VIEW `a view`");
      const { code, stderr } = await family.restore([`/backup/${late}`]);
      equal(code, 0, stderr);
      equal(await family.fingerprint(), before);
    });
  } finally {
    await stack.remove();
  }
});
