import { referencePage } from "../../scripts/reference.ts";
import { commandTree } from "../../src/cli/completions/tree.ts";
import { manPage } from "../../src/cli/completions/man.ts";
import { powershellScript } from "../../src/cli/completions/powershell.ts";
import { buildProgram } from "../../src/cli/program.ts";
import { denoHost } from "../../src/host/deno_host.ts";
import { realDisk } from "../../src/write/disk.ts";
import { TEMPLATES } from "./templates.ts";

const silent = { out: () => {}, error: () => {}, isTerminal: false, canAsk: false };

/** The program's whole command tree. */
export const TREE = commandTree(
  await buildProgram({
    host: denoHost(new AbortController().signal),
    sinks: silent,
    disk: realDisk,
    templates: TEMPLATES,
  }),
);

const FOLDER = new URL("../golden/", import.meta.url).pathname;
const DOCS = new URL("../../docs/", import.meta.url).pathname;

/** What is made of the command tree and read by people, or by no shell that is here: path to text. */
export function treeGoldens(): ReadonlyMap<string, string> {
  return new Map([
    [`${FOLDER}completions.ps1`, powershellScript(TREE)],
    [`${FOLDER}dockstart.1`, manPage(TREE, "VERSION")],
    [`${DOCS}reference.md`, referencePage(TREE)],
  ]);
}
