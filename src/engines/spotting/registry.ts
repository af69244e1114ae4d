import type { Spotting } from "../spotting.ts";
import { h2Spotting } from "./h2.ts";
import { mariadbSpotting } from "./mariadb.ts";
import { mongodbSpotting } from "./mongodb.ts";
import { mysqlSpotting } from "./mysql.ts";
import { postgresSpotting } from "./postgres.ts";
import { redisSpotting } from "./redis.ts";
import { sqliteSpotting } from "./sqlite.ts";
import { UNSUPPORTED } from "./unsupported.ts";
import { valkeySpotting } from "./valkey.ts";

/** Every service that detection knows, in the order in which it reports them. */
export const SPOTTINGS: ReadonlyMap<string, Spotting> = new Map<string, Spotting>([
  ["postgres", postgresSpotting],
  ["mysql", mysqlSpotting],
  ["mariadb", mariadbSpotting],
  ["sqlite", sqliteSpotting],
  ["mongodb", mongodbSpotting],
  ["redis", redisSpotting],
  ["valkey", valkeySpotting],
  ["h2", h2Spotting],
  ...Object.entries(UNSUPPORTED),
]);
