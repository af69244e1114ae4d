import { deepStrictEqual as equal, match, notStrictEqual, ok } from "node:assert";
import { until } from "../support/docker.ts";
import { type EngineUnderTest, exists } from "./engine_under_test.ts";

/** Whatever is stopped or killed in its middle is put right. */
export async function survives(t: Deno.TestContext, c: EngineUnderTest): Promise<void> {
  await t.step(
    "a second run refuses at once, and a signal ends the first without a trace",
    async () => {
      const before = await c.stack.contents();
      await c.withStub("sleep 300", async () => {
        const first = await c.hangingBackup();
        const second = await c.backup();
        equal(second.code, 75);
        match(second.stderr, /another backup or restore is under way: backup.sh since/);
        const asked = Date.now();
        await c.stack.compose(["stop", "db-backup"]);
        ok(Date.now() - asked < 20_000, "within the grace period");
        notStrictEqual((await first.end).code, 0);
      });
      equal(await c.stack.files(/partial/), []);
      const after = await c.stack.contents();
      for (const [name, digest] of Object.entries(before)) equal(after[name], digest);
      await c.startAnew("--force-recreate");
    },
  );
  await t.step("a sidecar that is restarted in the middle of a run starts clean", async () => {
    const before = await c.stack.contents();
    // what was interrupted is made up for at the start: only the first run hangs
    const once = 'if mkdir /tmp/hung 2> /dev/null; then sleep 300; fi; exec /tmp/real-tool "$@"';
    await c.withStub(once, async () => {
      const run = await c.hangingBackup();
      await c.stack.compose(["restart", "db-backup"]);
      notStrictEqual((await run.end).code, 0);
      await until("it runs again", async () => (await c.stack.sidecar(["true"])).code === 0);
    });
    await until("they are gone", async () => (await c.stack.files(/partial/)).length === 0);
    const after = await c.stack.contents();
    for (const [name, digest] of Object.entries(before)) equal(after[name], digest);
    await c.settled();
  });
  await t.step("a killed sidecar's leftovers are gone after its next start", async () => {
    await c.withStub("sleep 300", async () => {
      const run = await c.hangingBackup();
      await c.stack.compose(["kill", "db-backup"]);
      await run.end;
    });
    await Deno.writeTextFile(
      `${c.stack.backups}/.${c.engine.id}-2024-01-01T00-00-00.x.partial`,
      "",
    );
    await c.stack.compose(["up", "-d", "--force-recreate", "--wait", "db-backup"]);
    // before any backup of ours, which would tidy up as well
    await until("they are gone", async () => (await c.stack.files(/partial/)).length === 0);
    await c.settled();
  });
  await t.step("a sidecar killed in the middle of a restore leaves a usable server", async () => {
    const before = await c.fingerprint();
    await c.killedRestore();
    await c.stack.compose(["up", "-d", "--wait", "db-backup"]);
    // before any backup of ours, which would put it right as well
    await until("it is put right", async () => !await exists(c.journal));
    await c.settled();
    equal(await c.fingerprint(), before);
  });
  await t.step("a backup first puts right what a killed restore has left", async () => {
    const before = await c.fingerprint();
    await c.killedRestore();
    const alone = ["run", "--rm", "-T", "db-backup", "/usr/local/bin/backup.sh"];
    const { code, stderr } = await c.stack.compose(alone);
    equal(code, 0, stderr);
    equal(await exists(c.journal), false, "it is put right");
    // files have no server of their own to look into them
    await c.startAnew();
    equal(await c.fingerprint(), before);
  });
}
