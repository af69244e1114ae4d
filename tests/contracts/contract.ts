import { dockerTest } from "../support/docker.ts";
import { Stack } from "../support/stack.ts";
import { type EngineContract, EngineUnderTest } from "./engine_under_test.ts";
import { failsWell } from "./fails_well.ts";
import { refuses } from "./refuses.ts";
import { restores } from "./restores.ts";
import { rotates } from "./rotates.ts";
import { survives } from "./survives.ts";

/** One engine on every image: seed → back up → damage → restore → compare, and the faults. */
export function contract(engine: EngineContract): void {
  for (const { as, override, ...server } of engine.servers) {
    const name = [server.image ? ` on ${server.image}` : "", as ? ` (${as})` : ""].join("");
    dockerTest(`${engine.id}${name} keeps the contract`, async (t) => {
      const login = engine.login ? { login: engine.login } : {};
      const stack = await Stack.start({
        engines: [{ id: engine.id, ...login, ...server }],
        ...(override ? { override } : {}),
      });
      try {
        const subject = new EngineUnderTest(engine, stack);
        await restores(t, subject);
        await failsWell(t, subject);
        await refuses(t, subject);
        await survives(t, subject);
        await rotates(t, subject);
      } finally {
        await stack.remove();
      }
    });
  }
}
