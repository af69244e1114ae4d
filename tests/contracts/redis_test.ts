import { deepStrictEqual as equal, match } from "node:assert";
import { docker, dockerTest, type Output } from "../support/docker.ts";
import { Stack } from "../support/stack.ts";
import { contract } from "./contract.ts";

const PASSWORD = `it's "100%" $ \\ #1 é`;
/** The server waits five seconds for other replicas by default; a test need not. */
const SERVER = ["redis-server", "--repl-diskless-sync-delay", "0"];

contract({
  id: "redis",
  servers: [
    {
      image: "redis:8",
      as: "append-only, with a password",
      override: {
        redis: {
          command: [...SERVER, "--appendonly", "yes", "--requirepass", dollars(PASSWORD)],
          environment: { REDISCLI_AUTH: dollars(PASSWORD) },
        },
        "db-backup": { environment: { REDIS_PASSWORD: dollars(PASSWORD) } },
      },
    },
    {
      image: "redis:7",
      as: "with an ACL user",
      override: {
        redis: {
          command: [...SERVER, ...user("default on >proof"), ...user("shop on >pa%ss#word")],
          environment: { REDISCLI_AUTH: "proof" },
        },
        "db-backup": { environment: { REDIS_USER: "shop", REDIS_PASSWORD: "pa%ss#word" } },
      },
    },
  ],
  extension: "rdb",
  dumpTool: "redis-cli",
  stubAnswers: 'case "$*" in *ping*) echo PONG; exit 0 ;; esac',
  halfADump: 'for last; do :; done; printf REDIS0012 > "$last"',
  passwordVariable: "REDIS_PASSWORD",
  stubbornClient: ["redis-cli", "get", "plain"],
});

/** The server's arguments for a user who may do everything. */
function user(start: string): readonly string[] {
  return ["--user", ...start.split(" "), "~*", "&*", "+@all"];
}

/** A dollar sign that Compose is to leave alone. */
function dollars(text: string): string {
  return text.replaceAll("$", "$$$$");
}

dockerTest("redis: a user who may do no more than replicate can take backups", async () => {
  const stack = await Stack.start({
    engines: [{ id: "redis", image: "redis:8" }],
    override: {
      redis: {
        command: [...SERVER, "--user", ..."saver on >pw +ping +sync +psync +replconf".split(" ")],
      },
      "db-backup": { environment: { REDIS_USER: "saver", REDIS_PASSWORD: "pw" } },
    },
  });
  try {
    await stack.compose(["exec", "-T", "redis", "redis-cli", "set", "key", "value"]);
    const { code, stdout, stderr } = await stack.sidecar(["backup.sh"]);
    equal(code, 0, stderr);
    match(stdout, /backed up 1 key to redis-/);
  } finally {
    await stack.remove();
  }
});

dockerTest("redis with a module's own data is backed up and restored", async () => {
  const image = "dockstart-test-redis-module";
  const folder = new URL("../support/redis_module", import.meta.url).pathname;
  const built = await docker(["build", "-q", "-t", image, folder]);
  equal(built.code, 0, built.stderr);
  const modules = ["--loadmodule", "/usr/local/lib/redis/modules/proof.so"];
  const stack = await Stack.start({
    engines: [{ id: "redis", image }],
    override: { redis: { command: [...SERVER, "--appendonly", "yes", ...modules] } },
  });
  const redis = async (...args: string[]): Promise<string> => {
    const { stdout } = await stack.compose(["exec", "-T", "redis", "redis-cli", ...args]);
    return stdout.trim();
  };
  try {
    equal(await redis("proof.set", "key", "only the module can read it"), "OK");
    const backup = await stack.sidecar(["backup.sh"]);
    equal(backup.code, 0, backup.stderr);
    await redis("flushall");
    const restore: Output = await stack.sidecar(["restore-redis.sh", "latest"]);
    equal(restore.code, 0, restore.stderr);
    equal(await redis("proof.get", "key"), "only the module can read it");
    await stack.sidecar(["rm", "-r", "/opt/redis/modules"]);
    const without = await stack.sidecar(["restore-redis.sh", "--no-safety-backup", "latest"]);
    equal(without.code, 1);
    match(
      without.stderr,
      /nothing was changed: .*has loaded the module "proof" from .*, which is not in this image/,
    );
    equal(await redis("proof.get", "key"), "only the module can read it");
  } finally {
    await stack.remove();
    await docker(["rmi", image]);
  }
});

dockerTest(
  "redis by docker-cp waits for a save that began after the backup was asked for",
  async () => {
    const stack = await Stack.start({
      engines: [{ id: "redis", image: "redis:8" }],
      redisMethod: "docker-cp",
      override: { redis: { command: [...SERVER, "--appendonly", "yes"] } },
    });
    const redis = async (...args: string[]): Promise<string> => {
      const { stdout } = await stack.compose(["exec", "-T", "redis", "redis-cli", ...args]);
      return stdout.trim();
    };
    try {
      await redis("eval", "for i = 1, 100 do redis.call('set', i, i) end", "0");
      // a save takes two seconds from now on
      await redis("config", "set", "rdb-key-save-delay", "20000");
      match(await redis("bgsave"), /started/);
      await redis("set", "late", "after the save had begun");
      const { code, stdout, stderr } = await stack.sidecar(["backup.sh"]);
      equal(code, 0, stderr);
      match(stdout, /backed up 101 keys to redis-/);
      await redis("config", "set", "rdb-key-save-delay", "0");
      const readOnly = "chown root:root /data && chmod 555 /data";
      await stack.compose(["exec", "-T", "redis", "sh", "-c", readOnly]);
      const failed = await stack.sidecar(["backup.sh"]);
      equal(failed.code, 1);
      match(
        failed.stderr,
        /error: the backup failed: .*BGSAVE failed; see the log of the Redis container/,
      );
    } finally {
      await stack.remove();
    }
  },
);
