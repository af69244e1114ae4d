/** The documentation's commands, to be typed as they stand there. */
import { deepStrictEqual as equal } from "node:assert";
import { parse as parseYaml } from "yaml";
import { docker, dockerTest, hurried, type Output } from "./docker.ts";
import { COMMAND, Workshop } from "./cli.ts";

const DOCS = new URL("../../docs/", import.meta.url).pathname;

/** A page that has commands. */
export interface Page {
  /** Below docs/: "guides/restore.md". */
  readonly name: string;
  /** The example project which they are typed in. */
  readonly project: string;
  readonly blocks: readonly string[];
}

/** The pages that have commands. */
export const PAGES: readonly Page[] = pagesIn(DOCS).flatMap((path) => {
  const text = Deno.readTextFileSync(path);
  const project = /<!-- project: ([\w-]+) -->/.exec(text)?.[1];
  return project ? [{ name: path.slice(DOCS.length), project, blocks: blocksOf(text) }] : [];
});

/** Pages with commands that do not say where they are typed: nothing would run them. */
export function homelessPages(): readonly string[] {
  return pagesIn(DOCS).filter((path) => {
    const text = Deno.readTextFileSync(path);
    return blocksOf(text).length > 0 && !text.includes("<!-- project: ");
  });
}

function pagesIn(folder: string): string[] {
  return [...Deno.readDirSync(folder)].flatMap(({ isDirectory, name }) =>
    isDirectory ? pagesIn(`${folder}${name}/`) : name.endsWith(".md") ? [folder + name] : []
  ).sort();
}

/** The blocks to be typed; what is shown in other languages is no command. */
export function blocksOf(text: string): readonly string[] {
  return [...text.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block = ""]) => block);
}

/** Types all commands of one page, in a project like the reader's. */
export function pageTest(page: Page): void {
  dockerTest(`the commands in docs/${page.name} work as they are typed`, async () => {
    await using home = await Workshop.open();
    const folder = page.name.replace(/^.*\//, "").replace(".md", "");
    const project = `${home.folder}/${folder}`;
    await home.example(page.project, folder);
    equal((await home.run(["init", folder, "-q"])).code, 0);
    const env = await environment(home, page, project);
    try {
      if (env["COMPOSE_FILE"]) {
        const up = await docker(["compose", "up", "-d", "--build", "--wait", "db-backup"], { env });
        equal(up.code, 0, up.stderr);
      }
      const { code, stdout, stderr } = await typeAll(page.blocks, { cwd: project, env });
      equal(code, 0, `${stdout.slice(-2000)}\n${stderr.slice(-3000)}`);
    } finally {
      await takeDown(home.folder);
    }
  });
}

/** The reader's: dockstart is installed, and the shell knows the compose file, but where it is the page's subject. */
async function environment(
  home: Workshop,
  page: Page,
  project: string,
): Promise<Record<string, string>> {
  const file = `${project}/.devcontainer/docker-compose.yml`;
  const { services } = parseYaml(await Deno.readTextFile(file));
  await home.put("hurry.json", hurried(Object.keys(services).filter((name) => name !== "app")));
  const compose = `${file}:${home.folder}/hurry.json`;
  return {
    ...await installed(home),
    ...(page.name.endsWith("existing-compose.md") ? {} : { COMPOSE_FILE: compose }),
  };
}

/** A home of one's own in which dockstart is installed. */
export async function installed(home: Workshop): Promise<Record<string, string>> {
  const words = COMMAND.map((word) => `'${word}'`).join(" ");
  await home.put("bin/dockstart", `#!/bin/sh\nexec ${words} "$@"\n`);
  await Deno.chmod(`${home.folder}/bin/dockstart`, 0o755);
  return {
    HOME: home.folder,
    PATH: `${home.folder}/bin:${Deno.env.get("PATH")}`,
    // what has been fetched is not fetched again for another home
    DENO_DIR: await denoFolder(),
    ...passedOn("DOCKER_HOST"),
  };
}

/** One shell for the page: what a reader sets in one block is set in the next. */
async function typeAll(
  blocks: readonly string[],
  where: { readonly cwd: string; readonly env: Record<string, string> },
): Promise<Output> {
  const script = blocks.map((block, index) => `echo "--- block ${index + 1}" >&2\n${block}`);
  const { code, stdout, stderr } = await new Deno.Command("bash", {
    args: ["-e", "-o", "pipefail", "-c", script.join("\n")],
    ...where,
    stdin: "null",
  }).output();
  const decoder = new TextDecoder();
  return { code, stdout: decoder.decode(stdout), stderr: decoder.decode(stderr) };
}

/** Everything that runs out of a folder, under whatever name. */
export async function takeDown(folder: string): Promise<void> {
  const { stdout } = await docker(["compose", "ls", "-a", "--format", "json"]);
  const projects: { Name: string; ConfigFiles: string }[] = JSON.parse(stdout || "[]");
  for (const { Name, ConfigFiles } of projects) {
    if (!ConfigFiles.includes(folder)) continue;
    const down = ["down", "-v", "--remove-orphans", "--rmi", "local", "-t", "1"];
    await docker(["compose", "-p", Name, ...down]);
  }
}

/** Where Deno keeps the packages that it has fetched. */
async function denoFolder(): Promise<string> {
  const { stdout } = await new Deno.Command(Deno.execPath(), { args: ["info", "--json"] }).output();
  return JSON.parse(new TextDecoder().decode(stdout)).denoDir;
}

/** Variables of this process that the programs started from a page need as well. */
function passedOn(...names: string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => {
    const value = Deno.env.get(name);
    return value ? [[name, value]] : [];
  }));
}
