import { PERMISSIONS } from "./permissions.ts";

const ROOT = new URL("../", import.meta.url).pathname;

/**
 * V8's settings for a program that runs for a moment: regular expressions are compiled once instead
 * of interpreted first, functions are not compiled a second time before they are known to be hot, and
 * the young heap is large enough that starting needs no collection. Large trees are read no slower.
 */
const V8_FLAGS = "--no-regexp-tier-up,--no-sparkplug,--min-semi-space-size=4";

/** Files carry this time wherever they are made, so that the same source is the same bytes. */
export const SOURCE_TIME = new Date("2020-01-01T00:00:00Z");

/** What a build step ended with. */
export interface Outcome {
  readonly ok: boolean;
  /** What the step said, when it failed. */
  readonly reason: string;
}

/**
 * The program as a few files of JavaScript, as small as can be, with the templates: starting is
 * mostly parsing, and this is a fifth of the source. Gone when it is disposed of.
 */
export class Bundle implements AsyncDisposable {
  private constructor(readonly folder: string) {}

  /** @throws Error with what deno said, when the source cannot be bundled */
  static async make(): Promise<Bundle> {
    const folder = await Deno.makeTempDir({ prefix: "dockstart-bundle-" });
    const bundle = new Bundle(folder);
    // as deep as src/host, from where templates are looked for
    const args = ["--code-splitting", "--minify", "--outdir", `${folder}/program/parts`];
    // the browser's form of yaml is made of modules, and leaves out what it does not use
    const { ok, reason } = await deno(ROOT, [
      "bundle",
      "--platform",
      "browser",
      ...args,
      "main.ts",
    ]);
    if (!ok) throw new Error(reason);
    await copy(`${ROOT}templates`, `${folder}/templates`);
    await setTimes(folder);
    return bundle;
  }

  /**
   * Compiles it to one executable.
   * @param triple a target as deno names it; this machine without one
   */
  compile(out: string, triple?: string): Promise<Outcome> {
    return compile(this.folder, {
      main: "program/parts/main.js",
      out,
      more: [...PERMISSIONS, "--include", "templates"],
      ...(triple ? { triple } : {}),
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Deno.remove(this.folder, { recursive: true });
  }
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
