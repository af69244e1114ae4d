import { deepStrictEqual as equal, match } from "node:assert";
import { dockerTest } from "../support/docker.ts";
import { Stack } from "../support/stack.ts";
import { contract } from "./contract.ts";

/** The server waits five seconds for other replicas by default; a test need not. */
const COMMAND = ["valkey-server", "--repl-diskless-sync-delay", "0"];

contract({
  id: "valkey",
  servers: [{
    image: "valkey/valkey:8",
    as: "append-only",
    override: { valkey: { command: [...COMMAND, "--appendonly", "yes"] } },
  }],
  extension: "rdb",
  dumpTool: "valkey-cli",
  stubAnswers: 'case "$*" in *ping*) echo PONG; exit 0 ;; esac',
  halfADump: 'for last; do :; done; printf REDIS0012 > "$last"',
  passwordVariable: "VALKEY_PASSWORD",
  stubbornClient: ["valkey-cli", "get", "plain"],
});

dockerTest("a Valkey sidecar answers to what is typed for Redis", async () => {
  const stack = await Stack.start({
    engines: [{ id: "valkey", image: "valkey/valkey:8" }],
    override: { valkey: { command: COMMAND } },
  });
  try {
    const ping = await stack.sidecar(["redis-cli", "-h", "valkey", "ping"]);
    equal(ping.stdout.trim(), "PONG", ping.stderr);
    const backup = await stack.sidecar(["/scripts/backup-redis.sh"]);
    equal(backup.code, 0, backup.stderr);
    match(backup.stdout, /valkey: backed up .* to valkey-\S+\.rdb/);
    const restore = await stack.sidecar(["/scripts/restore-redis.sh", "latest"]);
    equal(restore.code, 0, restore.stderr);
  } finally {
    await stack.remove();
  }
});
