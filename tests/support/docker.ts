// deno-lint-ignore-file no-console -- what is skipped has to be seen in the test output
/** The docker command for tests, and whether there is an engine behind it. */

export interface Output {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs docker to its end; never throws for a failing command. */
export async function docker(
  args: readonly string[],
  options: { stdin?: Uint8Array | string; env?: Record<string, string> } = {},
): Promise<Output> {
  const command = new Deno.Command("docker", {
    args: [...args],
    stdin: options.stdin === undefined ? "null" : "piped",
    stdout: "piped",
    stderr: "piped",
    ...(options.env ? { env: options.env } : {}),
  });
  const child = command.spawn();
  if (options.stdin !== undefined) {
    const bytes = typeof options.stdin === "string"
      ? new TextEncoder().encode(options.stdin)
      : options.stdin;
    const writer = child.stdin.getWriter();
    // a program that ends before it has read everything is not the writer's failure
    await writer.write(bytes).then(() => writer.close()).catch(() => {});
  }
  const { code, stdout, stderr } = await child.output();
  const decoder = new TextDecoder();
  return { code, stdout: decoder.decode(stdout), stderr: decoder.decode(stderr) };
}

async function usable(): Promise<boolean> {
  try {
    return (await docker(["info"])).code === 0;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

const required = Deno.env.get("DOCKSTART_REQUIRE_ALL") === "1";
const available = await usable();
if (!available && !required) {
  console.error("skipped: the tests that need a Docker engine, because none is running");
}

/** A test that needs a Docker engine: skipped for all to see without one, unless one is required. */
export function dockerTest(name: string, body: (t: Deno.TestContext) => Promise<void>): void {
  Deno.test({
    name,
    ignore: !available && !required,
    sanitizeOps: false,
    sanitizeResources: false,
    async fn(t) {
      if (!available) throw new Error("A Docker engine is required here, and none is running.");
      await body(t);
    },
  });
}

/** More of a compose file: docker looks at the health of these services every second. */
export function hurried(services: readonly string[]): string {
  const look = (service: string) => [service, { healthcheck: { interval: "1s" } }] as const;
  return JSON.stringify({ services: Object.fromEntries(services.map(look)) });
}

/**
 * Waits until a condition holds.
 * @param seconds the deadline
 * @throws Error naming what was waited for
 */
export async function until(
  what: string,
  condition: () => Promise<boolean>,
  seconds = 60,
): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (!await condition()) {
    if (Date.now() > deadline) throw new Error(`Waited ${seconds} s in vain: ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
