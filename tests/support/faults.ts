/** Disks that fail, and programs that die, at a step of one's choice. */
import { run } from "../../src/cli/program.ts";
import type { ExitCode } from "../../src/errors.ts";
import { denoHost } from "../../src/host/deno_host.ts";
import { type Disk, realDisk } from "../../src/write/disk.ts";
import { TEMPLATES } from "./templates.ts";

/** Steps that change something. */
const CHANGES = ["makeFolder", "create", "rename", "chmod", "removeFile", "removeFolder"] as const;

/** What happens at the step: the disk is full from then on, or the program is no more. */
export type Fault = "full" | "killed";

/** A disk of which the step with this number, and what follows it, goes wrong. */
export class FaultyDisk {
  /** Steps so far, and those of them that need room on the disk. */
  steps = 0;
  readonly creating: number[] = [];
  readonly disk: Disk;

  constructor(readonly at: number, readonly fault: Fault) {
    const changes = Object.fromEntries(
      CHANGES.map((name) => [name, (...args: never[]) => this.#step(name, args)]),
    );
    this.disk = { ...realDisk, ...changes };
  }

  #step(name: (typeof CHANGES)[number], args: never[]): void {
    this.steps++;
    if (name === "create") this.creating.push(this.steps);
    if (this.steps < this.at) return this.#act(name, args);
    if (this.fault === "killed") {
      // half of a file is what a killed program leaves; nothing that it does later happens
      if (this.steps === this.at && name === "create") this.#half(args);
      throw new Deno.errors.Interrupted("killed");
    }
    // a full disk takes no more bytes, but lets names be changed and files be removed
    if (name !== "create") return this.#act(name, args);
    this.#half(args);
    throw new Error("No space left on device (os error 28)");
  }

  #act(name: (typeof CHANGES)[number], args: never[]): void {
    const act = realDisk[name] as (...args: never[]) => void;
    act(...args);
  }

  #half([path, bytes]: unknown[]): void {
    const all = bytes as Uint8Array;
    Deno.writeFileSync(String(path), all.subarray(0, all.length >> 1), { createNew: true });
  }
}

/** Runs a command line in this process, on a disk of one's choice. */
export async function runOn(disk: Disk, args: readonly string[]): Promise<{
  readonly code: ExitCode;
  readonly errors: string;
}> {
  const errors: string[] = [];
  const sinks = {
    out: () => {},
    error: (line: string) => errors.push(line),
    isTerminal: false,
    canAsk: false,
  };
  const code = await run(args, {
    host: { ...denoHost(new AbortController().signal), env: () => undefined },
    sinks,
    disk,
    templates: TEMPLATES,
  });
  return { code, errors: errors.join("\n") };
}

/** As a program: `faults.ts STEP ARGUMENT…` kills itself, for real, before that step. */
if (import.meta.main) {
  const [at, ...args] = Deno.args;
  const counted = new FaultyDisk(Number(at), "full");
  const disk: Disk = {
    ...counted.disk,
    ...Object.fromEntries(
      CHANGES.map((name) => [name, (...rest: never[]) => {
        if (counted.steps + 1 === counted.at) Deno.kill(Deno.pid, "SIGKILL");
        (counted.disk[name] as (...rest: never[]) => void)(...rest);
      }]),
    ),
  };
  Deno.exit((await runOn(disk, args)).code);
}
