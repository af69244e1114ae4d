import type { Engine } from "./engine.ts";
import { requireServer } from "./login.ts";
import { serverOfRedisFamily } from "./redis.ts";
import { valkeySpotting } from "./spotting/valkey.ts";

export const valkey: Engine = {
  id: "valkey",
  title: "Valkey",
  spotting: valkeySpotting,
  server: {
    ...serverOfRedisFamily("valkey"),
    image: (version) => `valkey/valkey:${version ?? "8"}`,
    likeOfficial: /^(docker\.io\/)?valkey\/valkey(-bundle)?(:|$)/,
    // whoever types Redis' name means it here
    clientPrograms: ["valkey-cli", "valkey-server", "valkey-check-rdb", "redis-cli"],
  },
  shared: () => ({}),
  appEnvironment: (plan, { engines }) => {
    const { service, port } = requireServer(plan);
    return {
      VALKEY_URL: `valkey://${service}:${port}/0`,
      // most clients of Valkey are those of Redis
      ...(engines.includes("redis") ? {} : { REDIS_URL: `redis://${service}:${port}/0` }),
    };
  },
  appPackages: ["redis-tools"],
  sidecarEnvironment: (plan) => {
    const { service, port } = requireServer(plan);
    return { VALKEY_HOST: service, VALKEY_PORT: port };
  },
  dumpTool: "valkey-cli",
  scripts: ["redis-family", "valkey"],
  proof: () => ["sh", "-s"],
  proofOf: "redis",
};
