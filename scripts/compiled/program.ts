import { createRequire } from "node:module";
import { Script } from "node:vm";
import type { Program } from "../../src/cli/enter.ts";

/** What a script ends with that has been wrapped as Node.js wraps its modules. */
type Wrapper = (
  require: (name: string) => unknown,
  exports: Partial<Program>,
  module: { readonly exports: Partial<Program> },
) => void;

/** The program, as a script and what it brings. */
export interface ReadProgram {
  readonly script: Script;
  readonly program: Program;
  readonly readyCodeRefused: boolean;
}

/** The program in one file, wrapped, and what V8 made of it when it ran before. */
export const TEXT = "program.js";
export const READY_CODE = "program.v8";

/** What a module of Node.js' is wrapped in. */
export function wrapped(text: string): string {
  return `(function (require, exports, module) { "use strict";${text}\n})`;
}

/**
 * The program out of its folder: from the code that V8 made of it before, where V8 takes that. It does
 * when it is of the same version, has the same flags and reads the same text; otherwise it compiles the text.
 */
export function readProgram(folder: URL): ReadProgram {
  const cachedData = readyCode(folder);
  const script = new Script(Deno.readTextFileSync(new URL(TEXT, folder)), {
    filename: TEXT,
    ...(cachedData ? { cachedData } : {}),
  });
  const exports: Partial<Program> = {};
  const run = script.runInThisContext() as Wrapper;
  const module = { exports };
  run(createRequire(folder), exports, module);
  return {
    script,
    program: module.exports as Program,
    readyCodeRefused: script.cachedDataRejected ?? false,
  };
}

function readyCode(folder: URL): Uint8Array | undefined {
  try {
    return Deno.readFileSync(new URL(READY_CODE, folder));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}
