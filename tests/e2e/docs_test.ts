/** Every command of the documentation, typed as it stands there, page by page, in a project like the reader's. */
import { deepStrictEqual as equal, ok } from "node:assert";
import { docker, dockerTest, hurried } from "../support/docker.ts";
import { COMMAND, Workshop } from "../support/cli.ts";

const DOCS = new URL("../../docs/", import.meta.url).pathname;

/** The pages that have commands: those that name the example project which they are typed in. */
const PAGES = pagesIn(DOCS).flatMap((path) => {
  const text = Deno.readTextFileSync(path);
  const project = /<!-- project: ([\w-]+) -->/.exec(text)?.[1];
  return project ? [{ name: path.slice(DOCS.length), project, blocks: blocksOf(text) }] : [];
});

function pagesIn(folder: string): string[] {
  return [...Deno.readDirSync(folder)].flatMap(({ isDirectory, name }) =>
    isDirectory ? pagesIn(`${folder}${name}/`) : name.endsWith(".md") ? [folder + name] : []
  ).sort();
}

/** The blocks to be typed; what is shown in other languages is no command. */
function blocksOf(text: string): readonly string[] {
  return [...text.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block = ""]) => block);
}

Deno.test("every page with commands says which project they are typed in", () => {
  for (const path of pagesIn(DOCS)) {
    const text = Deno.readTextFileSync(path);
    equal(blocksOf(text).length > 0, /<!-- project: /.test(text), path);
  }
});

for (const { blocks, name, project } of PAGES) {
  dockerTest(`the commands in docs/${name} work as they are typed`, async () => {
    await using home = await Workshop.open();
    await home.example(project, "my-app");
    const words = COMMAND.map((word) => `'${word}'`).join(" ");
    await home.put("bin/dockstart", `#!/bin/sh\nexec ${words} "$@"\n`);
    await Deno.chmod(`${home.folder}/bin/dockstart`, 0o755);
    equal((await home.run(["my-app", "-q"])).code, 0);
    await home.put("hurry.json", hurried(["db-backup", "postgres", "redis"]));
    const needsServers = !name.endsWith("existing-compose.md");
    const env = {
      HOME: home.folder,
      PATH: `${home.folder}/bin:${Deno.env.get("PATH")}`,
      ...(needsServers
        ? {
          COMPOSE_FILE:
            `${home.folder}/my-app/.devcontainer/docker-compose.yml:${home.folder}/hurry.json`,
        }
        : {}),
      ...passedOn("DENO_DIR", "DENO_TLS_CA_STORE", "DOCKER_HOST"),
    };
    try {
      if (needsServers) {
        const up = await docker(["compose", "up", "-d", "--build", "--wait", "db-backup"], { env });
        equal(up.code, 0, up.stderr);
      }
      // one shell for the page: what a reader sets in one block is set in the next
      const script = blocks.map((block, index) => `echo "--- block ${index + 1}" >&2\n${block}`)
        .join("\n");
      const { code, stdout, stderr } = await new Deno.Command("bash", {
        args: ["-e", "-o", "pipefail", "-c", script],
        cwd: `${home.folder}/my-app`,
        env,
        stdin: "null",
      }).output();
      const decoder = new TextDecoder();
      equal(
        code,
        0,
        `${decoder.decode(stdout).slice(-2000)}\n${decoder.decode(stderr).slice(-3000)}`,
      );
      ok(blocks.length > 0);
    } finally {
      const projects = await docker(["compose", "ls", "-a", "--format", "json"]);
      const own = JSON.parse(projects.stdout || "[]").filter((each: { ConfigFiles: string }) =>
        each.ConfigFiles.includes(home.folder)
      );
      for (const { Name } of own) {
        await docker([
          "compose",
          "-p",
          Name,
          "down",
          "-v",
          "--remove-orphans",
          "--rmi",
          "local",
          "-t",
          "1",
        ]);
      }
    }
  });
}

/** Variables of this process that the programs started from a page need as well. */
function passedOn(...names: string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => {
    const value = Deno.env.get(name);
    return value ? [[name, value]] : [];
  }));
}
