/** What init writes, in the hands of the dev containers' own client and of docker compose. */
import { deepStrictEqual as equal, match, ok } from "node:assert";
import { docker, dockerTest } from "../support/docker.ts";
import { Workshop } from "../support/cli.ts";
import { devContainers, standInForRuby } from "../support/dev_containers.ts";

dockerTest(
  "the dev containers' client brings up what init writes, and the databases are reachable",
  async (t) => {
    await using shop = await Workshop.open();
    await shop.example("rails-shop", "shop é");
    const folder = `${shop.folder}/shop é`;
    equal((await shop.run(["shop é"])).code, 0);
    await useStandIn(`${folder}/.devcontainer/devcontainer.json`);
    const client = devContainers(folder);
    try {
      await t.step("it reads the configuration", async () => {
        const { code, stdout } = await client("read-configuration");
        equal(code, 0);
        const { configuration } = JSON.parse(stdout);
        equal([configuration.service, configuration.workspaceFolder], [
          "app",
          "/workspaces/shop-e",
        ]);
      });
      await t.step("it brings the container up", async () => {
        const { code, stdout, stderr } = await client("up", "--skip-post-create");
        equal(code, 0, stderr.slice(-3000));
        equal(JSON.parse(stdout.trim().split("\n").at(-1) ?? "").outcome, "success");
      });
      await t.step("the project is there, and both databases answer by their names", async () => {
        const inside = await client(
          "exec",
          "sh",
          "-c",
          "pwd; ls Gemfile; whoami; psql $DATABASE_URL/shop_development -Atc 'SELECT 1'; redis-cli -u $REDIS_URL ping",
        );
        equal(inside.code, 0, inside.stderr);
        equal(inside.stdout.trim().split("\n"), [
          "/workspaces/shop-e",
          "Gemfile",
          "vscode",
          "1",
          "PONG",
        ]);
      });
      await t.step("git keeps the backups out and their folder in", async () => {
        const { stdout } = await new Deno.Command("sh", {
          args: ["-c", "git init -q . && git add -A && git ls-files .devcontainer"],
          cwd: folder,
        }).output();
        const tracked = new TextDecoder().decode(stdout).split("\n");
        ok(tracked.includes(".devcontainer/backups/.gitkeep"));
        equal(tracked.filter((path) => /backups\/(?!\.gitkeep)/.test(path)), []);
        const made = [...Deno.readDirSync(`${folder}/.devcontainer/backups`)];
        ok(
          made.some(({ name }) => /^postgres-.*\.sql\.gz$/.test(name)),
          "the first backup was made",
        );
      });
    } finally {
      const file = `${folder}/.devcontainer/docker-compose.yml`;
      await docker(["compose", "-f", file, "down", "-v", "--rmi", "local", "-t", "1"]);
    }
  },
);

/** Language images and features come from registries that a test must not need: see Dockerfile. */
async function useStandIn(path: string): Promise<void> {
  const config = JSON.parse(await Deno.readTextFile(path));
  match(Object.keys(config.features).join(), /features\/node:2/);
  delete config.features;
  await Deno.writeTextFile(path, JSON.stringify(config));
  await standInForRuby();
}
