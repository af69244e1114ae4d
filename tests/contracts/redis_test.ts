import { contract } from "./contract.ts";

const PASSWORD = `it's "100%" $ \\ #1 é`;
/** The server waits five seconds for other replicas by default; a test need not. */
const AT_ONCE = ["--repl-diskless-sync-delay", "0"];

contract({
  id: "redis",
  servers: [
    {
      image: "redis:8",
      as: "append-only, with a password",
      override: {
        redis: {
          command: [
            "redis-server",
            ...AT_ONCE,
            "--appendonly",
            "yes",
            "--requirepass",
            dollars(PASSWORD),
          ],
          environment: { REDISCLI_AUTH: dollars(PASSWORD) },
        },
        "db-backup": { environment: { REDIS_PASSWORD: dollars(PASSWORD) } },
      },
    },
    { image: "redis:7", override: { redis: { command: ["redis-server", ...AT_ONCE] } } },
  ],
  extension: "rdb",
  dumpTool: "redis-cli",
  stubAnswers: 'case "$*" in *ping*) echo PONG; exit 0 ;; esac',
  halfADump: 'for last; do :; done; printf REDIS0012 > "$last"',
  passwordVariable: "REDIS_PASSWORD",
  stubbornClient: ["redis-cli", "get", "plain"],
});

/** A dollar sign that Compose is to leave alone. */
function dollars(text: string): string {
  return text.replaceAll("$", "$$$$");
}
