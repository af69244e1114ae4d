/** Restores that begin from less than the contract's: nothing left, fewer rights, secrets in files. */
import { deepStrictEqual as equal, match, ok } from "node:assert";
import { dockerTest, until } from "../support/docker.ts";
import { Stack } from "../support/stack.ts";

const RESTORE = "/scripts/restore-postgres.sh";

dockerTest("PostgreSQL comes back when nothing or little is left of it", async (t) => {
  const stack = await Stack.start({ engines: [{ id: "postgres", image: "postgres:17" }] });
  const psql = (database: string, query: string) =>
    stack.compose([
      "exec",
      "-T",
      "postgres",
      "psql",
      "-XAtq",
      "-U",
      "postgres",
      "-d",
      database,
      "-c",
      query,
    ]);
  try {
    await stack.proof("postgres", "seed");
    const seeded = await stack.proof("postgres", "fingerprint");
    equal((await stack.sidecar(["backup.sh"])).code, 0);

    await t.step("the volume was wiped: roles come back with their passwords", async () => {
      const wiped = await stack.compose(["down", "-v", "-t", "1"]);
      equal(wiped.code, 0, wiped.stderr);
      await stack.compose(["up", "-d", "--wait", "db-backup"]);
      const { code, stderr } = await stack.sidecar([RESTORE, await largest(stack)]);
      equal(code, 0, stderr);
      equal(await stack.proof("postgres", "fingerprint"), seeded);
    });
    await t.step("the database was dropped", async () => {
      await psql("postgres", "DROP DATABASE shop_development WITH (FORCE)");
      const { code, stdout, stderr } = await stack.sidecar([RESTORE, await largest(stack)]);
      equal(code, 0, stderr);
      match(stdout, /there is no database "shop_development" now/);
      equal(await stack.proof("postgres", "fingerprint"), seeded);
    });
    await t.step("a restore that fails leaves everything as it was, roles too", async () => {
      const text = await stack.sidecar([
        "sh",
        "-c",
        `gunzip -c ${await largest(
          stack,
        )} | sed 's/^CREATE VIEW/CREATE VUE/' | gzip > /backup/broken.gz`,
      ]);
      equal(text.code, 0);
      await psql("postgres", "ALTER ROLE proof_app CONNECTION LIMIT 3 NOLOGIN");
      await psql("postgres", 'ALTER ROLE "proof \'reader" RENAME TO later');
      const before = await stack.proof("postgres", "fingerprint");
      const { code, stderr } = await stack.sidecar([RESTORE, "/backup/broken.gz"]);
      equal(code, 1);
      match(stderr, /the restore failed and nothing was changed: .*syntax error/);
      equal(await stack.proof("postgres", "fingerprint"), before);
      await psql("postgres", 'ALTER ROLE later RENAME TO "proof \'reader"');
      equal((await stack.sidecar([RESTORE, await largest(stack)])).code, 0);
      equal(await stack.proof("postgres", "fingerprint"), seeded);
    });
    await t.step(
      "a restore from inside the database, for a user who may not create another",
      async () => {
        await psql("postgres", "CREATE ROLE limited LOGIN PASSWORD 'limited'");
        await psql("postgres", "CREATE DATABASE small OWNER limited");
        const limited = { DB_USER: "limited", DB_PASSWORD: "limited", DB_NAME: "small" };
        await psql(
          "small",
          "SET ROLE limited; CREATE SCHEMA s; CREATE TABLE s.rows (id int PRIMARY KEY, body text); INSERT INTO s.rows VALUES (1, 'one'); CREATE VIEW v AS SELECT * FROM s.rows",
        );
        const backup = await stack.sidecar(["backup.sh"], limited);
        equal(backup.code, 0, backup.stderr);
        const file = (await stack.files(/^postgres-.*gz$/)).at(-1) ?? "";
        await psql("small", "SET ROLE limited; DROP SCHEMA s CASCADE; CREATE TABLE later (id int)");
        const { code, stdout, stderr } = await stack.sidecar([RESTORE, `/backup/${file}`], limited);
        equal(code, 0, stderr);
        match(stdout, /restoring inside the database: its user may not create databases/);
        const rows = await psql("small", "SELECT (SELECT count(*) FROM v), to_regclass('later')");
        equal(rows.stdout.trim(), "1|");
      },
    );
  } finally {
    await stack.remove();
  }
});

dockerTest(
  "secrets may lie in files, and runs may be started in a container of their own",
  async (t) => {
    const stack = await Stack.start({
      engines: [{
        id: "postgres",
        image: "postgres:17",
        login: { user: "shop owner", password: "se cr'et", database: "shop" },
      }],
    });
    try {
      await stack.sidecar([
        "sh",
        "-c",
        'printf "se cr\'et\\n" > /root/secret && chmod 400 /root/secret',
      ]);
      await t.step("a password from a file that only root may read", async () => {
        const { code, stderr } = await stack.sidecar(["backup.sh"], {
          DB_PASSWORD: "",
          DB_PASSWORD_FILE: "/root/secret",
        });
        equal(code, 0, stderr);
      });
      await t.step("a password given twice, or a file that is not there, is an error", async () => {
        const both = await stack.sidecar(["backup.sh"], { DB_PASSWORD_FILE: "/root/secret" });
        equal(both.code, 1);
        match(both.stderr, /both DB_PASSWORD and DB_PASSWORD_FILE are set/);
        const missing = await stack.sidecar(["backup.sh"], {
          DB_PASSWORD: "",
          DB_PASSWORD_FILE: "/nowhere",
        });
        match(missing.stderr, /DB_PASSWORD_FILE names "\/nowhere", which cannot be read/);
      });
      await t.step("no password is in the process list during a run", async () => {
        const seen = await stack.processesDuring(async () => {
          equal((await stack.sidecar(["backup.sh"])).code, 0);
        });
        ok(seen.includes("pg_dump"), "the run was seen");
        ok(!seen.includes("se cr"), "the password was not");
      });
      await t.step("docker compose run", async () => {
        const { code, stdout, stderr } = await stack.compose([
          "run",
          "--rm",
          "-T",
          "db-backup",
          "backup.sh",
        ]);
        equal(code, 0, stderr);
        match(stdout, /backed up "shop"/);
      });
    } finally {
      await stack.remove();
    }
  },
);

dockerTest("Redis is copied with docker cp when that is asked for", async () => {
  const stack = await Stack.start({
    engines: [{ id: "redis", image: "redis:8" }],
    redisMethod: "docker-cp",
  });
  try {
    await stack.proof("redis", "seed");
    const seeded = await stack.proof("redis", "fingerprint");
    const { code, stderr } = await stack.sidecar(["backup.sh"]);
    equal(code, 0, stderr);
    await stack.proof("redis", "damage");
    const file = (await stack.files(/^redis-.*rdb$/)).at(-1);
    equal((await stack.sidecar(["restore-redis.sh", `/backup/${file}`])).code, 0);
    equal(await stack.proof("redis", "fingerprint"), seeded);
    await until(
      "the sidecar is healthy",
      async () => (await stack.sidecar(["healthcheck.sh"])).code === 0,
    );
  } finally {
    await stack.remove();
  }
});

/** The path in the sidecar of the largest backup of PostgreSQL: the one with the seed in it. */
async function largest(stack: Stack): Promise<string> {
  const sizes = await Promise.all(
    (await stack.files(/^postgres-.*gz$/)).map(async (name) => ({
      name,
      size: (await Deno.stat(`${stack.backups}/${name}`)).size,
    })),
  );
  const [first] = sizes.sort((a, b) => b.size - a.size);
  ok(first);
  return `/backup/${first.name}`;
}
