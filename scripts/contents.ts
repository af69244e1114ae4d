import { bashScript } from "../src/cli/completions/bash.ts";
import { fishScript } from "../src/cli/completions/fish.ts";
import { manPage } from "../src/cli/completions/man.ts";
import { powershellScript } from "../src/cli/completions/powershell.ts";
import { commandTree } from "../src/cli/completions/tree.ts";
import { zshScript } from "../src/cli/completions/zsh.ts";
import { buildProgram } from "../src/cli/program.ts";
import { denoHost } from "../src/host/deno_host.ts";
import { VERSION } from "../src/version.ts";
import { realDisk } from "../src/write/disk.ts";
import type { Entry } from "./archive.ts";

const ROOT = new URL("../", import.meta.url).pathname;

/** What lies beside the executable in every archive: completions, the manual page, licence, README. */
export async function companions(): Promise<readonly Entry[]> {
  const sinks = { out: () => {}, error: () => {}, isTerminal: false, canAsk: false };
  const host = denoHost(new AbortController().signal);
  const templates = new URL("../templates/", import.meta.url);
  const tree = commandTree(await buildProgram({ host, sinks, disk: realDisk, templates }));
  const texts = {
    "completions/dockstart.bash": bashScript(tree),
    "completions/_dockstart": zshScript(tree),
    "completions/dockstart.fish": fishScript(tree),
    "completions/dockstart.ps1": powershellScript(tree),
    "man/man1/dockstart.1": manPage(tree, VERSION),
    "LICENSE": await Deno.readTextFile(`${ROOT}LICENSE`),
    "README.md": await Deno.readTextFile(`${ROOT}README.md`),
  };
  const encoder = new TextEncoder();
  return Object.entries(texts).map(([path, text]) => ({
    path,
    bytes: encoder.encode(text),
    mode: 0o644,
  }));
}
