import { deepStrictEqual as equal, notStrictEqual, ok } from "node:assert";
import { OWNER } from "../support/stack.ts";
import type { EngineUnderTest } from "./engine_under_test.ts";

/** What a backup is for: seed, back up, damage, restore, compare. */
export async function restores(t: Deno.TestContext, c: EngineUnderTest): Promise<void> {
  let seeded = "";
  let damaged = "";
  let file = "";
  await t.step(
    "a backup is a checked file of the folder's owner, for nobody else to read",
    async () => {
      await c.stack.proof(c.engine.id, "seed");
      seeded = await c.fingerprint();
      const { code, stdout, stderr } = await c.backup();
      equal(code, 0, stdout + stderr);
      file = await c.newest();
      const { mode, uid } = await Deno.stat(`${c.stack.backups}/${file}`);
      equal([(mode ?? 0) & 0o777, uid], [0o600, OWNER]);
      const check = await c.stack.sidecar([
        "sh",
        "-c",
        `cd /backup && sha256sum -c ${file}.sha256`,
      ]);
      equal(check.code, 0, check.stderr);
    },
  );
  await t.step(
    "a restore brings back exactly what was there, while clients reconnect",
    async () => {
      await c.stack.proof(c.engine.id, "damage");
      damaged = await c.fingerprint();
      notStrictEqual(damaged, seeded);
      const clients = new AbortController();
      const stubborn = comeBack(c, clients.signal);
      const { code, stdout, stderr } = await c.restore(`/backup/${file}`);
      clients.abort();
      await stubborn;
      equal(code, 0, stdout + stderr);
      equal(await c.fingerprint(), seeded);
    },
  );
  await t.step("the line that a restore prints undoes it", async () => {
    const [undo] = await c.stack.files(
      new RegExp(`^safety-${c.engine.id}-.*${c.engine.extension}$`),
    );
    ok(undo);
    const { code, stderr } = await c.restore("--no-safety-backup", `/backup/${undo}`);
    equal(code, 0, stderr);
    const undone = await c.fingerprint();
    notStrictEqual(undone, seeded);
    equal((await c.restore("--no-safety-backup", "latest")).code, 0);
    equal(await c.fingerprint(), seeded);
  });
}

async function comeBack(c: EngineUnderTest, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const service = c.stack.serviceOf(c.engine.id);
    await c.stack.compose(["exec", "-T", service, ...c.engine.stubbornClient]);
  }
}
