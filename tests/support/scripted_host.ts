/** A host whose docker is a script: the calls that are expected, in their order, and what each answers. */
import { deepStrictEqual as equal } from "node:assert";
import type { Host, RunResult } from "../../src/host/host.ts";

export interface Call {
  /** The whole command line. */
  readonly argv: readonly string[];
  readonly answers: Partial<RunResult>;
}

/** A host that answers these calls and no others; `done` fails where some were not made. */
export function scriptedHost(calls: readonly Call[]): { readonly host: Host; done(): void } {
  const waiting = [...calls];
  return {
    host: {
      run(argv) {
        const next = waiting.shift();
        equal(argv, next?.argv, "the next call");
        return Promise.resolve({ code: 0, stdout: "", stderr: "", ...next?.answers });
      },
      env: () => undefined,
      now: () => new Date("2026-03-10T12:00:00Z"),
      stopped: new AbortController().signal,
    },
    done: () => equal(waiting, []),
  };
}
