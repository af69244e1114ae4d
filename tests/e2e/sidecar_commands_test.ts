/** Every command line that the documentation of the sidecar gives, typed as it stands there. */
import { deepStrictEqual as equal, match, notStrictEqual, ok } from "node:assert";
import { dockerTest } from "../support/docker.ts";
import { Stack } from "../support/stack.ts";

dockerTest("the documented command lines work as they are typed", async (t) => {
  const stack = await Stack.start({
    engines: [
      { id: "postgres", image: "postgres:17" },
      { id: "redis", image: "redis:8" },
    ],
  });
  /** Types a line into a shell in the project's folder. */
  const type = async (line: string) => {
    const { code, stdout, stderr } = await new Deno.Command("sh", {
      args: ["-c", line],
      cwd: stack.folder,
      env: { COMPOSE_FILE: `${stack.folder}/.devcontainer/docker-compose.yml` },
      stdin: "null",
    }).output();
    const decoder = new TextDecoder();
    return { code, stdout: decoder.decode(stdout), stderr: decoder.decode(stderr) };
  };
  const works = async (line: string, expected: RegExp) => {
    const { code, stdout, stderr } = await type(line);
    equal(code, 0, `${line}\n${stdout}${stderr}`);
    match(stdout, expected, line);
  };
  const sql = (query: string) =>
    works(
      `docker compose exec -T postgres psql -U postgres -d shop_development -c "${query}"`,
      /./,
    );

  try {
    await sql("CREATE TABLE rows (id int PRIMARY KEY); INSERT INTO rows VALUES (1), (2)");
    await works("docker compose exec redis redis-cli set key value", /OK/);

    await t.step("a manual backup", async () => {
      await works(
        "docker compose exec db-backup /usr/local/bin/backup.sh",
        /backed up 1 key to redis-/,
      );
      await works(
        "docker compose exec db-backup /scripts/backup.sh postgres",
        /backed up "shop_development"/,
      );
      await works(
        "docker compose exec db-backup /scripts/backup-postgres.sh",
        /backed up "shop_development"/,
      );
      await works(
        "ls -la .devcontainer/backups/",
        /postgres-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.sql\.gz/,
      );
      await works(
        "docker compose exec db-backup ls -la /backup",
        /redis-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.rdb/,
      );
    });
    await t.step("logs and status", async () => {
      await works("docker compose logs db-backup", /backing up what was missed: postgres redis/);
      await works("docker compose exec db-backup cat /var/log/backup.log", /postgres: backed up/);
      await works("docker compose exec db-backup ps aux | grep supercronic", /supercronic/);
      await works("docker compose ps db-backup", /healthy/);
      await works(
        "docker compose exec db-backup pg_isready -h postgres -U postgres",
        /accepting connections/,
      );
      await works("docker compose exec db-backup redis-cli -h redis ping", /PONG/);
      await works("docker compose exec db-backup whoami", /root/);
      await works("du -sh .devcontainer/backups/", /backups/);
      await works("chmod 755 .devcontainer/backups/ && echo done", /done/);
    });
    await t.step("gunzip and psql onto a database that is not empty", async () => {
      await sql("DELETE FROM rows WHERE id = 1; INSERT INTO rows VALUES (3)");
      const restore =
        'BACKUP_FILE=$(ls .devcontainer/backups/postgres-*.sql.gz | tail -n 1); gunzip -c "$BACKUP_FILE" | docker compose exec -T postgres psql -U postgres -d shop_development';
      const { code, stderr, stdout } = await type(restore);
      equal([code, stderr], [0, ""]);
      match(stdout, /COMMIT/);
      await works(
        "docker compose exec -T postgres psql -U postgres -d shop_development -At -c \"SELECT string_agg(id::text, ',') FROM rows\"",
        /^1,2$/m,
      );
    });
    await t.step(
      "the same, where a later table holds on to an old one: nothing is changed, and it says so",
      async () => {
        await sql("CREATE TABLE later (row int REFERENCES rows); DELETE FROM rows WHERE id = 2");
        const { code, stderr } = await type(
          'gunzip -c "$(ls .devcontainer/backups/postgres-*.sql.gz | tail -n 1)" | docker compose exec -T postgres psql -U postgres -d shop_development',
        );
        notStrictEqual(code, 0);
        match(stderr, /cannot drop/);
        await works(
          'docker compose exec -T postgres psql -U postgres -d shop_development -At -c "SELECT count(*) FROM rows"',
          /^1$/m,
        );
      },
    );
    await t.step("the restore scripts", async () => {
      const file = (await stack.files(/^postgres-.*gz$/)).at(-1);
      await works(
        `docker compose exec db-backup /scripts/restore-postgres.sh /backup/${file}`,
        /to undo: docker exec [0-9a-f]{12} \/scripts\/restore-postgres\.sh \/backup\/safety-/,
      );
      await works(
        'docker compose exec -T postgres psql -U postgres -d shop_development -At -c "SELECT count(*) FROM rows"',
        /^2$/m,
      );
      await works("docker compose exec redis redis-cli flushall", /OK/);
      const dump = (await stack.files(/^redis-.*rdb$/)).at(-1);
      await works(
        `docker compose exec db-backup /usr/local/bin/restore-redis.sh /backup/${dump}`,
        /restored 1 key/,
      );
      await works("docker compose exec redis redis-cli get key", /value/);
    });
    await t.step(
      "no password is in any process's arguments or in the container's health check",
      async () => {
        const { stdout } = await type(
          "docker inspect -f '{{json .Config.Healthcheck}}' $(docker compose ps -q db-backup)",
        );
        ok(!stdout.includes("postgres:"));
        const listed = await type("docker compose exec db-backup ps -o args");
        ok(!listed.stdout.includes("PASSWORD"));
      },
    );
    await t.step("the sidecar has no socket, few capabilities, and may gain none", async () => {
      const id = (await stack.compose(["ps", "-q", "db-backup"])).stdout.trim();
      const { stdout } = await type(`docker inspect ${id}`);
      const [{ HostConfig, Mounts }] = JSON.parse(stdout);
      equal(HostConfig.CapDrop, ["ALL"]);
      equal(HostConfig.CapAdd.map((name: string) => name.replace("CAP_", "")).sort(), [
        "CHOWN",
        "DAC_OVERRIDE",
        "KILL",
        "SETGID",
        "SETUID",
      ]);
      equal(HostConfig.SecurityOpt, ["no-new-privileges:true"]);
      ok(!JSON.stringify(Mounts).includes("docker.sock"));
    });
  } finally {
    await stack.remove();
  }
});
