import { deepStrictEqual as equal, match, ok } from "node:assert";
import type { EngineUnderTest } from "./engine_under_test.ts";

/** What is deleted, and what never is. */
export async function rotates(t: Deno.TestContext, c: EngineUnderTest): Promise<void> {
  await t.step(
    "retention deletes this engine's old backups by the time in their names, nothing else",
    async () => {
      const name = await c.newest();
      const extension = name.slice(name.indexOf(".") + 1);
      const copy = (to: string) =>
        Deno.copyFile(`${c.stack.backups}/${name}`, `${c.stack.backups}/${to}`);
      const old = `${c.engine.id}-2024-01-01T03-00-00.${extension}`;
      const foreign = [
        `${c.engine.id}-prod-2024-01-01T03-00-00.${extension}`,
        `my-${c.engine.id}-2024-01-01T03-00-00.${extension}`,
        `${c.engine.id}-2024-01-01.${extension}`,
        `${c.engine.id}-2024-01-01T03-00-00.${extension}.keep`,
        "notes.txt",
      ];
      for (const each of [old, ...foreign]) await copy(each);
      equal((await c.backup()).code, 0);
      const left = await c.stack.files(/./);
      ok(!left.includes(old));
      for (const each of foreign) {
        ok(left.includes(each), each);
        await Deno.remove(`${c.stack.backups}/${each}`);
      }
    },
  );
  await t.step("a week of failures and then a success deletes nothing", async () => {
    await c.withoutSchedule(async () => {
      const old = [await c.plant(10), await c.plant(9), await c.plant(8)];
      const young = (await c.names()).filter((name) => !old.includes(name));
      for (const name of young) await c.drop(name);
      for (let day = 0; day < 7; day++) {
        await c.withStub("exit 1", () => c.failsCleanly(/failed/, () => c.backup()));
      }
      const { code, stderr } = await c.backup();
      equal(code, 0, stderr);
      const left = await c.names();
      equal(old.filter((name) => !left.includes(name)), []);
      equal(left.length, old.length + 1);
      for (const name of old) await c.drop(name);
    });
  });
  await t.step("a clock that goes ten years wrong deletes nothing", async () => {
    await c.plant(1);
    const before = await c.names();
    const wrong =
      `case " $* " in *" -d "*) exec /bin/date "$@" ;; esac; exec /bin/date -d "@$(($(/bin/date +%s) + 315360000))" "$@"`;
    const make =
      "mkdir -m 755 /tmp/wrong && printf '#!/bin/sh\\n%s\\n' \"$WRONG\" > /tmp/wrong/date && chmod 755 /tmp/wrong/date";
    equal((await c.stack.sidecar(["sh", "-c", make], { WRONG: wrong })).code, 0);
    // for this one run, and not for the scheduler beside it
    const { code, stderr } = await c.backup({
      PATH: "/tmp/wrong:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    });
    equal(code, 0, stderr);
    const after = await c.names();
    const strange = after.filter((name) => !before.includes(name));
    equal(strange.map((name) => name.replace(/^[a-z]+-(\d{3}).*$/, "$1")), ["203"]);
    equal(before.filter((name) => !after.includes(name)), []);
    for (const name of strange) await c.drop(name);
    equal((await c.backup()).code, 0, "and all goes on as before");
  });
  await t.step("a failed backup deletes nothing, however old", async () => {
    const name = await c.newest();
    const extension = name.slice(name.indexOf(".") + 1);
    const old = `${c.engine.id}-2024-01-01T03-00-00.${extension}`;
    await Deno.copyFile(`${c.stack.backups}/${name}`, `${c.stack.backups}/${old}`);
    await c.withStub("exit 1", () => c.failsCleanly(/failed/, () => c.backup()));
    ok((await c.names()).includes(old));
  });
  await t.step("nearly empty backups do not rotate the last large one away", async () => {
    const large = await c.newest();
    await c.stack.proof(c.engine.id, "damage");
    const emptied = await c.stack.proof(c.engine.id, "empty");
    equal(emptied.includes("ERROR"), false);
    const { code, stdout } = await c.backup();
    equal(code, 0);
    match(stdout, /warning: .* is far smaller than .* before it/);
    const pins = await Deno.readTextFile(`${c.stack.backups}/.state/pins`);
    ok(pins.split("\n").includes(large), pins);
  });
}
