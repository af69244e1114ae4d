import type { EngineId } from "../../src/engines/engine.ts";
import { docker } from "../../tests/support/docker.ts";
import { Stack } from "../../tests/support/stack.ts";
import type { Section } from "./table.ts";

const KINDS: readonly (readonly { readonly id: EngineId; readonly image: string }[])[] = [
  [{ id: "postgres", image: "postgres:17" }],
  [{ id: "redis", image: "redis:8" }],
  [{ id: "mysql", image: "mysql:9.7" }],
  [{ id: "postgres", image: "postgres:17" }, { id: "redis", image: "redis:8" }],
];

/** How large the sidecar's image is, and how long it is built, with the images it is made of present. */
export async function benchImage(): Promise<Section> {
  const base = await sizeOf("alpine:3.24");
  const table: string[][] = [["sidecar for", "size", "to Alpine alone", "built in", "built again"]];
  for (const engines of KINDS) {
    const stack = await Stack.start({ engines });
    try {
      const build = (...options: string[]) => stack.compose(["build", ...options, "db-backup"]);
      const anew = await seconds(() => build("--no-cache"));
      const again = await seconds(() => build());
      const size = await sizeOf(`${stack.plan.name}-db-backup`);
      table.push([
        engines.map(({ id }) => id).join(" and "),
        `${(size / 1e6).toFixed(0)} MB`,
        `${(size / base).toFixed(1)}×`,
        `${anew.toFixed(1)} s`,
        `${(again / anew).toFixed(2)}×`,
      ]);
    } finally {
      await stack.remove();
    }
  }
  return { title: "The sidecar's image", table };
}

async function sizeOf(image: string): Promise<number> {
  const { code, stdout, stderr } = await docker(["image", "inspect", "-f", "{{.Size}}", image]);
  if (code !== 0) throw new Error(stderr);
  return Number(stdout);
}

async function seconds(run: () => Promise<{ code: number; stderr: string }>): Promise<number> {
  const started = performance.now();
  const { code, stderr } = await run();
  if (code !== 0) throw new Error(stderr);
  return (performance.now() - started) / 1000;
}
