import { ENGINES } from "../engines/registry.ts";
import type { EnginePlan, Plan } from "../plan/plan.ts";
import { runningValues } from "./beside.ts";

/**
 * The values of an engine that several services need, as Compose reads them: literally, but for what the
 * project's own file writes.
 */
export function sharedValues(engine: EnginePlan, plan: Plan): Readonly<Record<string, string>> {
  const application = { namesOwnDatabase: plan.app?.namesOwnDatabase ?? false };
  const { server } = engine;
  if (server?.running) {
    const { url, ...values } = runningValues(engine, server.running, application.namesOwnDatabase);
    // only an application would read it
    return plan.app && url !== undefined ? { ...values, url } : values;
  }
  const image = server ? { image: server.image } : {};
  const values = { ...image, ...ENGINES[engine.id].shared(engine, application) };
  return Object.fromEntries(Object.entries(values).map(([key, text]) => [key, literal(text)]));
}

/** A value that Compose is to take literally: a dollar sign would start a variable. */
export function literal(text: string): string {
  return text.replaceAll("$", "$$$$");
}
