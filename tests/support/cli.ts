/** The program from the outside: its own process, with the permissions that are compiled into it. */
import { PERMISSIONS } from "../../scripts/permissions.ts";

const ROOT = new URL("../../", import.meta.url).pathname;
export const EXAMPLE_PROJECTS = `${ROOT}tests/examples/`;

/** The program, to be followed by its arguments. */
export const COMMAND: readonly string[] = [
  Deno.execPath(),
  "run",
  "--quiet",
  "--no-check",
  "--no-prompt",
  ...PERMISSIONS,
  `${ROOT}main.ts`,
];

/** All that a run shows: nothing else may be relied on, and nothing else may appear. */
export interface Shown {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A new folder in which dockstart is run; gone when the test ends. */
export class Workshop implements AsyncDisposable {
  private constructor(readonly folder: string) {}

  static async open(): Promise<Workshop> {
    return new Workshop(await Deno.makeTempDir({ prefix: "dockstart-cli-" }));
  }

  /** Copies an example's project to a folder of this name. */
  async example(name: string, as: string): Promise<void> {
    await copy(`${EXAMPLE_PROJECTS}${name}/project`, `${this.folder}/${as}`);
  }

  /** Writes a file, with the folders above it. */
  async put(path: string, text: string): Promise<void> {
    const target = `${this.folder}/${path}`;
    await Deno.mkdir(target.slice(0, target.lastIndexOf("/")), { recursive: true });
    await Deno.writeTextFile(target, text);
  }

  /** Runs one command line in the folder, or in one below it. */
  async run(
    args: readonly string[],
    below = ".",
    env: Readonly<Record<string, string>> = {},
  ): Promise<Shown> {
    const [program = "", ...rest] = COMMAND;
    const { code, stdout, stderr } = await new Deno.Command(program, {
      args: [...rest, ...args],
      cwd: `${this.folder}/${below}`,
      env: { ...env },
      stdin: "null",
    }).output();
    const decoder = new TextDecoder();
    return { code, stdout: decoder.decode(stdout), stderr: decoder.decode(stderr) };
  }

  /** Every file below a folder with its text, sorted; links are shown as links. */
  async tree(below = "."): Promise<Readonly<Record<string, string>>> {
    const files: Record<string, string> = {};
    const visit = async (path: string) => {
      const entries = [];
      for await (const entry of Deno.readDir(`${this.folder}/${path}`)) entries.push(entry);
      for (const entry of entries.sort((a, b) => a.name < b.name ? -1 : 1)) {
        const inner = `${path}/${entry.name}`;
        if (entry.isSymlink) files[inner] = `-> ${await Deno.readLink(`${this.folder}/${inner}`)}`;
        else if (entry.isDirectory) await visit(inner);
        else files[inner] = await Deno.readTextFile(`${this.folder}/${inner}`);
      }
    };
    await visit(below);
    return files;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Deno.remove(this.folder, { recursive: true });
  }
}

async function copy(from: string, to: string): Promise<void> {
  await Deno.mkdir(to, { recursive: true });
  for await (const entry of Deno.readDir(from)) {
    if (entry.isDirectory) await copy(`${from}/${entry.name}`, `${to}/${entry.name}`);
    else await Deno.copyFile(`${from}/${entry.name}`, `${to}/${entry.name}`);
  }
}
