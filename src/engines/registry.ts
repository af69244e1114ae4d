import type { Engine, EngineId } from "./engine.ts";
import { mariadb } from "./mariadb.ts";
import { mysql } from "./mysql.ts";
import { postgres } from "./postgres.ts";
import { redis } from "./redis.ts";
import { sqlite } from "./sqlite.ts";
import { valkey } from "./valkey.ts";

/** Every engine by its id; the compiler asks for the missing ones. */
export const ENGINES: Record<EngineId, Engine> = {
  postgres,
  mysql,
  mariadb,
  sqlite,
  redis,
  valkey,
};
