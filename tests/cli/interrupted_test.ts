/**
 * init and remove, cut short at every single step: each file is as before or as after, and running the
 * command again finishes the job.
 */
import { deepStrictEqual as equal, match, ok } from "node:assert";
import { Workshop } from "../support/cli.ts";
import { type Fault, FaultyDisk, runOn } from "../support/faults.ts";
import { realDisk } from "../../src/write/disk.ts";

type Tree = Readonly<Record<string, string>>;

interface Scenario {
  /** What is there before the run that is cut short. */
  prepare(shop: Workshop): Promise<void>;
  readonly args: readonly string[];
  /** What is run afterwards; the same again where it is not given. */
  readonly again?: readonly string[];
}

const MANIFEST = '{ "name": "shop", "dependencies": { "ioredis": "5.0.0", "pg": "8.0.0" } }';

async function plain(shop: Workshop): Promise<void> {
  await shop.put("shop/package.json", MANIFEST);
}

/** Written with one service and another schedule, then changed by hand, and checked out on Windows. */
async function lived(shop: Workshop): Promise<void> {
  await plain(shop);
  const folder = `${shop.folder}/shop`;
  equal((await runOn(realDisk, [folder, "--services", "redis"])).code, 0);
  const compose = `${folder}/.devcontainer/docker-compose.yml`;
  const text = await Deno.readTextFile(compose);
  await Deno.writeTextFile(compose, text.replace("sleep infinity", "bin/dev"));
  const crontab = `${folder}/.devcontainer/crontab`;
  await Deno.writeTextFile(crontab, (await Deno.readTextFile(crontab)).replaceAll("\n", "\r\n"));
}

const UPDATE = ["--services", "postgres", "--schedule", "0 1 * * *", "--retention-days", "30"];

const SCENARIOS: Readonly<Record<string, Scenario>> = {
  "the first init": { prepare: plain, args: ["init"] },
  "the first init, and another one with other wishes": {
    prepare: plain,
    args: ["init", "--services", "redis"],
    again: ["init", ...UPDATE],
  },
  "an update that merges and removes": { prepare: lived, args: ["init", ...UPDATE] },
  "an update, and another one with other wishes": {
    prepare: lived,
    args: ["init", "--retention-days", "30", "--schedule", "0 2 * * *"],
    again: ["init", ...UPDATE],
  },
  "init over foreign files": {
    async prepare(shop) {
      await plain(shop);
      await shop.put("shop/.devcontainer/Dockerfile", "FROM theirs\n");
      await shop.put("shop/.devcontainer/crontab", "# theirs\n");
    },
    args: ["init", "--force"],
  },
  "remove": {
    async prepare(shop) {
      await lived(shop);
      await shop.put("shop/.devcontainer/backups/redis-2025-12-20T03-00-00.rdb", "dump");
    },
    args: ["remove"],
  },
};

for (const [what, scenario] of Object.entries(SCENARIOS)) {
  for (const fault of ["killed", "full"] as const) {
    Deno.test(`${what}: ${fault} at every step, and nothing is lost`, async () => {
      const { before, after, counted } = await uninterrupted(scenario);
      ok(counted.steps > 10);
      const all = Array.from({ length: counted.steps }, (_, index) => index + 1);
      for (const at of fault === "full" ? counted.creating : all) {
        await cutShort(scenario, { at, fault, before, after });
      }
    });
  }
}

async function uninterrupted(scenario: Scenario) {
  await using shop = await Workshop.open();
  await scenario.prepare(shop);
  const before = await shop.tree("shop");
  const counted = new FaultyDisk(Infinity, "killed");
  equal((await runOn(counted.disk, commandFor(scenario.args, shop))).code, 0);
  const after = await shop.tree("shop");
  return { before, after, counted };
}

function commandFor([command = "", ...options]: readonly string[], shop: Workshop): string[] {
  return [command, `${shop.folder}/shop`, ...options];
}

interface Cut {
  readonly at: number;
  readonly fault: Fault;
  readonly before: Tree;
  readonly after: Tree;
}

async function cutShort(scenario: Scenario, { at, fault, before, after }: Cut): Promise<void> {
  await using shop = await Workshop.open();
  await scenario.prepare(shop);
  const faulty = new FaultyDisk(at, fault);
  const { code, errors } = await runOn(faulty.disk, commandFor(scenario.args, shop));
  const where = `step ${at}, ${fault}`;
  // what is left to do at the last steps may need no room
  if (code !== 0) match(errors, /^error: .*The file could not be written: /, where);
  else ok(fault === "full", where);
  for (const [path, text] of Object.entries(await shop.tree("shop"))) {
    // a file beside its place, the journal, and a copy of what was overwritten are neither
    if (/\.tmp$|unfinished\.json$|\.orig$/.test(path)) continue;
    ok(text === before[path] || text === after[path], `${where}: ${path} is neither old nor new`);
  }
  const again = commandFor(scenario.again ?? scenario.args, shop);
  equal((await runOn(realDisk, again)).code, 0, where);
  const end = scenario.again ? await endOf(scenario, scenario.again) : after;
  equal(Object.entries(await shop.tree("shop")).sort(), Object.entries(end).sort(), where);
}

const ends = new Map<Scenario, Tree>();

/** What the second command line makes of the folder where the first one was never run. */
async function endOf(scenario: Scenario, args: readonly string[]): Promise<Tree> {
  const known = ends.get(scenario);
  if (known) return known;
  await using shop = await Workshop.open();
  await scenario.prepare(shop);
  equal((await runOn(realDisk, commandFor(args, shop))).code, 0);
  const end = await shop.tree("shop");
  ends.set(scenario, end);
  return end;
}

Deno.test("two at once: the second says so, and writes nothing", async () => {
  await using shop = await Workshop.open();
  await plain(shop);
  const folder = `${shop.folder}/shop`;
  const before = await shop.tree("shop");
  const other = `${folder}/.devcontainer/dockstart.unfinished.json`;
  const disk = {
    ...realDisk,
    create(path: string, bytes: Uint8Array, mode: number) {
      // the other one has just begun
      if (path === other) Deno.writeTextFileSync(other, "{}");
      realDisk.create(path, bytes, mode);
    },
  };
  const { code, errors } = await runOn(disk, [folder]);
  equal(code, 1);
  match(
    errors,
    /error: .*dockstart\.unfinished\.json.*Another dockstart is writing here\nhint: Wait/,
  );
  await Deno.remove(other);
  equal(await shop.tree("shop"), before);
});
