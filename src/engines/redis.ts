import type { Engine } from "./engine.ts";
import { requireServer } from "./login.ts";
import { redisSpotting } from "./spotting/redis.ts";

export const redis: Engine = {
  id: "redis",
  title: "Redis",
  spotting: redisSpotting,
  server: {
    image: (version) => `redis:${version ?? "8"}`,
    likeOfficial: /^(docker\.io\/)?((library\/)?redis|redis\/redis-stack-server)(:|$)/,
    port: 6379,
    service: () => ({
      volumes: ["redis-data:/data"],
      healthcheck: {
        test: ["CMD-SHELL", "redis-cli -h 127.0.0.1 ping | grep -q PONG"],
        interval: "5s",
        timeout: "5s",
        start_period: "30s",
        retries: 10,
      },
    }),
    volumes: ["redis-data"],
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
