// deno-lint-ignore-file no-console -- a build script speaks to its terminal
/**
 *   deno task compile                    dist/dockstart, one executable for this machine
 *   deno task compile --all              a release: an archive for each target, and SHA256SUMS
 *   deno task compile --all --available  a release of the targets whose runtime can be had here
 *   deno task compile --all --ready DIR  a release with the ready code that `deno task ready` has made on
 *                                        each kind of machine: without, a program starts more slowly
 *
 * `--out DIR` writes somewhere else than to dist. A release that is not whole ends with exit code 1
 * unless `--available` allows for it, and has no SHA256SUMS then, so that nothing goes on with it.
 */
import { createHash } from "node:crypto";
import { parseArgs } from "node:util";
import { VERSION } from "../src/version.ts";
import { type Entry, pack } from "./archive.ts";
import { Bundle, type Outcome } from "./bundle.ts";
import { companions } from "./contents.ts";
import { exists } from "./exists.ts";
import { archiveOf, executableOf, platformOf, type Target, TARGETS } from "./targets.ts";

const { all, available, out, ready } = parseArgs({
  args: Deno.args,
  options: {
    all: { type: "boolean", default: false },
    available: { type: "boolean", default: false },
    out: { type: "string", default: `${import.meta.dirname}/../dist` },
    ready: { type: "string" },
  },
}).values;

await Deno.mkdir(out, { recursive: true });
await using bundle = await Bundle.make(ready);
Deno.exitCode = all ? await release() : await forThisMachine();

async function forThisMachine(): Promise<number> {
  const name = Deno.build.os === "windows" ? "dockstart.exe" : "dockstart";
  const outcome = await bundle.compile(`${out}/${name}`);
  if (!outcome.ok) return refuse("The executable could not be compiled", outcome);
  const { size } = await Deno.stat(`${out}/${name}`);
  console.log(`${name}, ${megabytes(size)}`);
  return 0;
}

async function release(): Promise<number> {
  await removeOld();
  const beside = await companions();
  const sums: string[] = [];
  const missing: string[] = [];
  for (const target of TARGETS) {
    const name = archiveOf(target, VERSION);
    const isReady = await exists(bundle.readyFor(target.triple));
    if (ready !== undefined && !isReady) return refuseUnready(target);
    const executable = await executableFor(target);
    if ("ok" in executable) {
      if (!isUnreachable(executable)) return refuse(`${name} could not be compiled`, executable);
      missing.push(platformOf(target));
      console.error(`left out: ${name}, because its runtime cannot be fetched from here`);
      continue;
    }
    const folder = name.replace(/\.(?:tar\.gz|zip)$/, "");
    const entries = [executable, ...beside];
    const bytes = await pack(
      name,
      entries.map((entry) => ({ ...entry, path: `${folder}/${entry.path}` })),
    );
    await Deno.writeFile(`${out}/${name}`, bytes);
    sums.push(`${createHash("sha256").update(bytes).digest("hex")}  ${name}\n`);
    console.log(`${name}, ${megabytes(bytes.length)}${isReady ? "" : ", without ready code"}`);
  }
  if (sums.length === 0 || (missing.length > 0 && !available)) {
    console.error(`error: The release is not whole: it lacks ${missing.join(", ")}`);
    console.error(
      "hint: Run it where the runtimes for other systems can be fetched, or add --available.",
    );
    return 1;
  }
  await Deno.writeTextFile(`${out}/SHA256SUMS`, sums.join(""));
  return 0;
}

/** The executable as an archive's entry, or why there is none. */
async function executableFor(target: Target): Promise<Entry | Outcome> {
  const folder = await Deno.makeTempDir({ prefix: "dockstart-compile-" });
  try {
    const path = executableOf(target);
    const outcome = await bundle.compile(`${folder}/${path}`, target.triple);
    if (!outcome.ok) return outcome;
    return { path, bytes: await Deno.readFile(`${folder}/${path}`), mode: 0o755 };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Archives of an earlier release must not be taken for this one's. */
async function removeOld(): Promise<void> {
  for await (const { name } of Deno.readDir(out)) {
    if (/^(?:dockstart-.*\.(?:tar\.gz|zip)|SHA256SUMS)$/.test(name)) {
      await Deno.remove(`${out}/${name}`);
    }
  }
}

/** It was not made there, or of another source. */
function refuseUnready({ triple }: Target): number {
  console.error(`error: There is no ready code of this source for ${triple} in ${ready}`);
  console.error("hint: Run deno task ready DIR on such a machine, with the same commit.");
  return 1;
}

/** deno compile fetches a target's runtime once. */
function isUnreachable({ reason }: Outcome): boolean {
  return /error sending request|denort.*\b(?:404|Not Found)/i.test(reason);
}

function refuse(what: string, outcome: Outcome): number {
  console.error(`error: ${what}:\n${outcome.reason}`);
  if (isUnreachable(outcome)) {
    console.error(
      "hint: deno compile fetches its runtime once, and it could not be reached from here.",
    );
  }
  return 1;
}

function megabytes(size: number): string {
  return `${(size / 1e6).toFixed(1)} MB`;
}
