/** Which engine is planned for what was detected, and with what. */
import { deepStrictEqual as equal, match } from "node:assert";
import { detect } from "../../src/detect/mod.ts";
import { makePlan } from "../../src/plan/make_plan.ts";
import { placeFor } from "../../src/plan/place.ts";
import type { Plan, Wishes } from "../../src/plan/plan.ts";
import { complete } from "../../src/plan/wishes.ts";
import { memoryProject } from "../../src/project/memory.ts";
import { composeFile } from "../../src/render/compose.ts";

function planFor(files: Readonly<Record<string, string>>, wishes: Partial<Wishes> = {}): Plan {
  const project = memoryProject("shop", files);
  const detection = detect(project);
  const all = { ...complete({}), ...wishes };
  return makePlan(detection, all, placeFor(project, detection, all));
}

const node = (dependency: string) =>
  `{"name": "shop", "engines": {"node": "22"}, "dependencies": {"express": "5", "${dependency}": "1"}}`;
const service = (image: string) => `services:\n  cache:\n    image: ${image}\n`;

Deno.test("a project that drives Redis and runs Valkey gets Valkey, from its own service", () => {
  const plan = planFor({
    "package.json": node("ioredis"),
    "compose.yaml": service("valkey/valkey:8.1-alpine"),
  });
  const [engine] = plan.engines;
  equal(plan.engines.map(({ id }) => id), ["valkey"]);
  equal([engine?.server?.service, engine?.server?.image], ["cache", "valkey/valkey:8.1-alpine"]);
  const compose = composeFile(plan);
  match(compose, /VALKEY_IMAGE: \*valkey-image/);
  match(compose, /VALKEY_HOST: cache/);
  match(compose, /REDIS_URL: redis:\/\/cache:6379\/0/);
});

Deno.test("Valkey is generated with the image that the project runs in CI", () => {
  const plan = planFor({
    "package.json": node("ioredis"),
    ".github/workflows/ci.yml":
      "jobs:\n  test:\n    services:\n      redis:\n        image: valkey/valkey:7.2\n",
  });
  equal(plan.engines.map(({ id, server }) => [id, server?.image]), [
    ["valkey", "valkey/valkey:7.2"],
  ]);
  match(composeFile(plan), /command: valkey-server --repl-diskless-sync-delay 0/);
});

Deno.test("Redis stays Redis, and REDIS_URL its own, with Valkey beside it", () => {
  const redis = planFor({ "package.json": node("ioredis"), "compose.yaml": service("redis:7.4") });
  equal(redis.engines.map(({ id }) => id), ["redis"]);
  const both = planFor({ "package.json": node("ioredis") }, { services: ["valkey", "redis"] });
  match(composeFile(both), /REDIS_URL: redis:\/\/redis:6379\/0/);
});

Deno.test("images that bundle modules start in their own ways", () => {
  const plan = planFor({
    "package.json": node("ioredis"),
    ".github/workflows/ci.yml":
      "jobs:\n  test:\n    services:\n      redis:\n        image: redis/redis-stack-server:7.4.0-v1\n",
  });
  equal(plan.engines[0]?.server?.image, "redis/redis-stack-server:7.4.0-v1");
  equal(composeFile(plan).includes("command: redis-server"), false);
});

Deno.test("SQLite whose file nobody names is left out, and the plan says why", () => {
  const plan = planFor({ "package.json": node("better-sqlite3") });
  equal(plan.engines, []);
  equal(plan.backup, undefined);
  const { chose, because } = plan.decisions.findLast(({ about }) => about === "sqlite") ??
    { chose: "", because: "" };
  equal(chose, "not backed up");
  match(because, /no configuration names its file .*SQLITE_PATH/);
});

Deno.test("SQLite beside the project's own compose file is backed up, too", () => {
  const plan = planFor({
    "package.json": node("ioredis"),
    "compose.yaml": service("redis:7"),
    ".env.example": "SQLITE_PATH=data/$hop.db\nSQLITE_FILE=data/shop.db\n",
    "data/README": "",
  }, { services: ["redis", "sqlite"], only: "backup" });
  equal(plan.engines.map(({ id }) => id), ["redis", "sqlite"]);
  const compose = composeFile(plan);
  match(compose, /- \.\/data:\/project\/data/);
  match(compose, /SQLITE_PATHS: data\/shop\.db/);
});
