import { createHash } from "node:crypto";
import { dirname } from "node:path";
import { READY_CODE, TEXT, wrapped } from "./compiled/program.ts";
import { exists } from "./exists.ts";
import { PERMISSIONS } from "./permissions.ts";

const ROOT = `${import.meta.dirname}/../`;
/** What the program is run on, for its ready code. */
const PROJECT = `${ROOT}tests/examples/express-api/project`;

/**
 * V8's settings for a program that runs for a moment: regular expressions are compiled once instead
 * of interpreted first, functions are not compiled a second time before they are known to be hot, and
 * the young heap is large enough that starting needs no collection. Hot functions are optimised where
 * they run: on a second thread, what the ready code holds would hang on how busy the machine is. What V8
 * would remember of how soon a function became hot is left out for the same reason. Large trees are
 * read no slower.
 */
const V8_FLAGS = [
  "--no-regexp-tier-up",
  "--no-sparkplug",
  "--min-semi-space-size=4",
  "--no-concurrent-recompilation",
  "--no-profile-guided-optimization",
].join(",");

/** Files carry this time wherever they are made, so that the same source is the same bytes. */
export const SOURCE_TIME = new Date("2020-01-01T00:00:00Z");

/** What a build step ended with. */
export interface Outcome {
  readonly ok: boolean;
  /** What the step said, when it failed. */
  readonly reason: string;
}

/**
 * The program in one file of JavaScript, with the code that V8 makes of it, and the templates: starting
 * is mostly compiling, and that has been done then. Gone when it is disposed of.
 */
export class Bundle implements AsyncDisposable {
  private constructor(readonly folder: string, readonly digest: string) {}

  /**
   * @param ready a folder with ready code that other kinds of machines have made
   * @throws Error with what deno said, when the source cannot be bundled
   */
  static async make(ready?: string): Promise<Bundle> {
    const folder = await Deno.makeTempDir({ prefix: "dockstart-bundle-" });
    await copy(`${ROOT}templates`, `${folder}/templates`);
    const text = `${folder}/program/${TEXT}`;
    await join("src/cli/start.ts", text, ["--format", "cjs"]);
    const script = wrapped(await Deno.readTextFile(text));
    await Deno.writeTextFile(text, script);
    await join("scripts/compiled/main.ts", `${folder}/program/main.js`);
    const bundle = new Bundle(folder, createHash("sha256").update(script).digest("hex"));
    if (ready !== undefined) await copy(ready, `${folder}/ready`);
    await bundle.makeReady();
    await setTimes(folder);
    return bundle;
  }

  /**
   * The file with the ready code for a target, whether it is there or not. The name holds what it was made
   * from: V8 itself looks at the text's length only.
   */
  readyFor(triple: string): string {
    return `${this.folder}/ready/${triple}-${this.digest.slice(0, 16)}.v8`;
  }

  /**
   * Compiles it to one executable.
   * @param triple a target as deno names it; this machine without one
   */
  async compile(out: string, triple: string = Deno.build.target): Promise<Outcome> {
    const parts = ["templates", `program/${TEXT}`];
    const ready = this.readyFor(triple);
    if (await exists(ready)) {
      await Deno.copyFile(ready, `${this.folder}/program/${READY_CODE}`);
      await setTimes(`${this.folder}/program`);
      parts.push(`program/${READY_CODE}`);
    }
    const more = [...PERMISSIONS, ...parts.flatMap((part) => ["--include", part])];
    return compile(this.folder, { main: "program/main.js", out, more, triple });
  }

  /** This machine's ready code. */
  private async makeReady(): Promise<void> {
    const maker = `${this.folder}/maker.js`;
    await join("scripts/compiled/ready.ts", maker);
    const flags = ["--no-config", "--no-prompt", "--allow-all", `--v8-flags=${V8_FLAGS}`];
    const ready = this.readyFor(Deno.build.target);
    await Deno.mkdir(dirname(ready), { recursive: true });
    const { ok, reason } = await deno(ROOT, [
      "run",
      ...flags,
      maker,
      ...[`${this.folder}/program`, PROJECT, ready],
    ]);
    if (!ok) throw new Error(reason);
    await Deno.remove(maker);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Deno.remove(this.folder, { recursive: true });
  }
}

/** A module and all that it imports, in one file, as small as can be. */
async function join(module: string, output: string, more: readonly string[] = []): Promise<void> {
  // the browser's form of yaml is made of modules, and leaves out what it does not use
  const form = ["--platform", "browser", "--minify", ...more];
  const { ok, reason } = await deno(ROOT, ["bundle", ...form, "--output", output, module]);
  if (!ok) throw new Error(reason);
}

interface Compiling {
  readonly main: string;
  readonly out: string;
  readonly more?: readonly string[];
  readonly triple?: string;
}

/**
 * `deno compile` as dockstart is compiled. No code cache: deno keeps it under a name that is known
 * beforehand in the folder for temporary files, where on a shared machine somebody else may have
 * left one.
 */
export function compile(
  folder: string,
  { main, more = [], out, triple }: Compiling,
): Promise<Outcome> {
  const target = triple ? ["--target", triple] : [];
  const fixed = ["--no-check", "--no-config", "--no-prompt", "--no-code-cache"];
  const flags = [...fixed, `--v8-flags=${V8_FLAGS}`, ...target, ...more, "--output", out];
  return deno(folder, ["compile", ...flags, main]);
}

/** An empty program, compiled as anybody would: what starting is measured against. */
export async function compileEmpty(out: string): Promise<Outcome> {
  await Deno.writeTextFile(`${out}.js`, "");
  return deno(ROOT, ["compile", "--no-check", "--no-config", "--output", out, `${out}.js`]);
}

async function deno(cwd: string, [command = "", ...args]: readonly string[]): Promise<Outcome> {
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [command, "--quiet", ...args],
    cwd,
    env: { NO_COLOR: "1" },
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).output();
  return { ok: success, reason: new TextDecoder().decode(stderr).trim() };
}

async function copy(from: string, to: string): Promise<void> {
  await Deno.mkdir(to, { recursive: true });
  for await (const entry of Deno.readDir(from)) {
    if (entry.isDirectory) await copy(`${from}/${entry.name}`, `${to}/${entry.name}`);
    else await Deno.copyFile(`${from}/${entry.name}`, `${to}/${entry.name}`);
  }
}

async function setTimes(folder: string): Promise<void> {
  for await (const entry of Deno.readDir(folder)) {
    if (entry.isDirectory) await setTimes(`${folder}/${entry.name}`);
    else await Deno.utime(`${folder}/${entry.name}`, SOURCE_TIME, SOURCE_TIME);
  }
}
