import { deepStrictEqual as equal, match, ok } from "node:assert";
import type { EngineUnderTest } from "./engine_under_test.ts";

/** A restore of anything but a whole backup of this engine changes nothing. */
export async function refuses(t: Deno.TestContext, c: EngineUnderTest): Promise<void> {
  await t.step(
    "a restore refuses what is not a whole backup of this engine, and changes nothing",
    async () => {
      const before = await c.fingerprint();
      const good = await Deno.readFile(`${c.stack.backups}/${await c.newest()}`);
      const flipped = good.slice();
      const middle = Math.floor(flipped.length / 2);
      flipped[middle] = (flipped[middle] ?? 0) ^ 1;
      const bad: Record<string, Uint8Array> = {
        "empty": new Uint8Array(),
        "half": good.slice(0, middle),
        "almost-whole": good.slice(0, -1),
        "flipped": flipped,
        "garbage": crypto.getRandomValues(new Uint8Array(5000)),
        "another-engines": c.engine.extension === "rdb"
          ? new TextEncoder().encode("-- PostgreSQL database dump\n")
          : new TextEncoder().encode("REDIS0012\xff"),
      };
      for (const [name, bytes] of Object.entries(bad)) {
        await Deno.writeFile(`${c.stack.backups}/${name}`, bytes);
        const { code, stdout, stderr } = await c.restore(`/backup/${name}`);
        await Deno.remove(`${c.stack.backups}/${name}`);
        equal(code, 1, `${name}: ${stdout}`);
        match(stderr, /is not a whole .*; nothing was changed/);
      }
      for (const args of [["/backup/nowhere.gz"], [], ["--what"], ["a", "b"]]) {
        ok([1, 2].includes((await c.restore(...args)).code));
      }
      equal(await c.fingerprint(), before);
    },
  );
  await t.step("a restore refuses a file that is whole but not what was written", async () => {
    const name = await c.newest();
    const path = `${c.stack.backups}/${name}`;
    const sum = await Deno.readTextFile(`${path}.sha256`);
    await Deno.writeTextFile(
      `${path}.sha256`,
      sum.replace(/^./, (digit) => digit === "0" ? "1" : "0"),
    );
    const { code, stderr } = await c.restore(`/backup/${name}`);
    await Deno.writeTextFile(`${path}.sha256`, sum);
    equal(code, 1);
    match(stderr, /checksum differs; nothing was changed/);
  });
}
