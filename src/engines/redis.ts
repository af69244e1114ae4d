import type { Engine, ServerKit } from "./engine.ts";
import { requireServer } from "./login.ts";
import { redisSpotting } from "./spotting/redis.ts";

/**
 * A snapshot is streamed as to a replica, and for others that might come the server would wait five
 * seconds. Images that bundle modules start in their own ways and are left alone.
 */
const AT_ONCE = "--repl-diskless-sync-delay 0";
const BUNDLES = /redis-stack|valkey-bundle/;

/** What is the same for all that speak its language. */
export function serverOfRedisFamily(
  id: "redis" | "valkey",
): Pick<ServerKit, "port" | "service" | "reasons" | "volumes"> {
  return {
    port: 6379,
    service: ({ image }) => ({
      ...(BUNDLES.test(image) ? {} : { command: `${id}-server ${AT_ONCE}` }),
      volumes: [`${id}-data:/data`],
      healthcheck: {
        test: ["CMD-SHELL", `${id}-cli -h 127.0.0.1 ping | grep -q PONG`],
        interval: "5s",
        timeout: "5s",
        start_period: "30s",
        retries: 10,
      },
    }),
    reasons: {
      command:
        "A backup is streamed as to a replica: at once, not after five seconds of waiting for others.",
    },
    volumes: [`${id}-data`],
  };
}

export const redis: Engine = {
  id: "redis",
  title: "Redis",
  spotting: redisSpotting,
  server: {
    image: (version) => `redis:${version ?? "8"}`,
    likeOfficial: /^(docker\.io\/)?((library\/)?redis|redis\/redis-stack-server)(:|$)/,
    ...serverOfRedisFamily("redis"),
    clientPrograms: ["redis-cli", "redis-server", "redis-check-rdb"],
  },
  shared: () => ({}),
  appEnvironment: (plan) => {
    const { service, port } = requireServer(plan);
    return { REDIS_URL: `redis://${service}:${port}/0` };
  },
  appPackages: ["redis-tools"],
  sidecarEnvironment: (plan) => {
    const { service, port } = requireServer(plan);
    return { REDIS_HOST: service, REDIS_PORT: port };
  },
  dumpTool: "redis-cli",
  scripts: ["redis-family", "redis"],
  proof: () => ["sh", "-s"],
};
