import { deepStrictEqual as equal, match, ok } from "node:assert";
import type { EngineUnderTest } from "./engine_under_test.ts";

/** A backup that cannot be made says why, and leaves everything as it was. */
export async function failsWell(t: Deno.TestContext, c: EngineUnderTest): Promise<void> {
  const { id, passwordVariable } = c.engine;
  if (passwordVariable) {
    await t.step("a wrong password fails with a reason that does not show it", async () => {
      await c.failsCleanly(/error: .*/, async () => {
        const output = await c.backup({ [passwordVariable]: "s3cret-wrong", WAIT_SECONDS: "5" });
        ok(!`${output.stdout}${output.stderr}`.includes("s3cret-wrong"));
        return output;
      });
    });
  }
  await t.step(
    "a dump tool that fails, is killed, lies or stops halfway makes no backup",
    async () => {
      for (const stub of ["exit 3", "kill -9 $$", "exit 0", `${c.engine.halfADump}; exit 0`]) {
        await c.withStub(stub, () => c.failsCleanly(/error: .*backup.* failed/, () => c.backup()));
      }
    },
  );
  await t.step("a full disk fails with a reason", async () => {
    await c.failsCleanly(
      /no space|could not be written|not whole|not a whole/i,
      () => c.backup({ BACKUP_DIR: "/tiny" }),
    );
    const left = await c.stack.sidecar(["sh", "-c", "ls /tiny | grep -v '^lost'"]);
    equal(left.stdout, "", "nothing is left on it");
  });
  await t.step("a folder that cannot be written fails with a hint", async () => {
    await c.failsCleanly(
      /cannot be written.*chmod/,
      () => c.backup({ BACKUP_DIR: "/etc/db-backup/backups" }),
    );
  });
  if (c.stack.engine(id).server) {
    await t.step("a server that is down is waited for, and then named", async () => {
      await c.stack.compose(["stop", "-t", "20", id]);
      await c.failsCleanly(
        /waited 2 s for .* and it does not answer.*; nothing is called ".*" here now: does its container run\?/,
        () => c.backup({ WAIT_SECONDS: "2" }),
      );
      await c.stack.compose(["up", "-d", "--wait", id]);
    });
  }
  if (c.stack.engine(id).server) {
    await t.step("a server that is killed in the middle of a dump makes no backup", async () => {
      const stub =
        "touch /tmp/dumping; until [ -e /tmp/go ]; do sleep 0.1; done; touch /tmp/talking";
      await c.withStub(
        `${stub}; exec /tmp/real-tool "$@"`,
        () =>
          c.failsCleanly(/error: .*backup.* failed/, async () => {
            const run = c.backup();
            await c.untilThere("/tmp/dumping");
            // whoever talks to a server that stands still waits, until it is killed
            await c.stack.compose(["pause", id]);
            await c.stack.sidecar(["touch", "/tmp/go"]);
            await c.untilThere("/tmp/talking");
            await c.stack.compose(["kill", id]);
            return await run;
          }),
      );
      await c.stack.sidecar(["rm", "/tmp/go"]);
      await c.stack.compose(["up", "-d", "--wait", id]);
    });
  }
  await t.step("a senseless retention is an error, not a deletion", async () => {
    for (const days of ["0", "-1", "soon", "1.5"]) {
      const before = Object.keys(await c.stack.contents());
      const { code, stderr } = await c.backup({ RETENTION_DAYS: days });
      equal(code, 1);
      match(stderr, /RETENTION_DAYS is .* must be a whole number of days/);
      const after = Object.keys(await c.stack.contents());
      equal(before.filter((name) => !after.includes(name)), []);
    }
  });
}
