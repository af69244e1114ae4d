/**
 * Projects that have a compose file already: their databases are used, backed up and restored, and
 * not a byte of theirs changes.
 */
import { deepStrictEqual as equal, match, ok } from "node:assert";
import { Workshop } from "../support/cli.ts";
import { devContainers, standInForRuby } from "../support/dev_containers.ts";
import { docker, dockerTest, type Output } from "../support/docker.ts";

const OWN = `services:
  database:
    image: postgres:\${PG_VERSION:-17}
    env_file: config/db.env
    environment:
      POSTGRES_PASSWORD: \${DB_PASSWORD:?set it}
    networks: [data]
    volumes: ["pg:/var/lib/postgresql/data"]
  cache:
    image: redis:8
    command: redis-server --requirepass \${CACHE_PASSWORD}
  web:
    build: .
    depends_on: [database, cache]
    ports: ["3000"]
networks:
  data:
volumes:
  pg:
`;
const FILES: Readonly<Record<string, string>> = {
  "package.json": '{ "name": "shop", "dependencies": { "pg": "8.0.0", "ioredis": "5.0.0" } }',
  "compose.yaml": OWN,
  "config/db.env": "POSTGRES_USER=keeper\nPOSTGRES_DB=shop dev\n",
  ".env": "DB_PASSWORD='p@ss #$%'\nCACHE_PASSWORD=c4che-pw\n",
  "Dockerfile": "FROM debian:trixie-slim\nCMD sleep infinity\n",
};

/** A project with compose files of its own, and docker compose in its folder. */
class Beside implements AsyncDisposable {
  private constructor(readonly shop: Workshop, readonly files: readonly string[]) {}

  static async open(files: Readonly<Record<string, string>>, use: readonly string[]) {
    const shop = await Workshop.open();
    for (const [path, text] of Object.entries(files)) await shop.put(`shop/${path}`, text);
    return new Beside(shop, use);
  }

  compose(...args: string[]): Promise<Output> {
    const name = this.shop.folder.slice(-8).toLowerCase().replace(/[^a-z0-9]/g, "x");
    const files = this.files.flatMap((file) => ["-f", `${this.shop.folder}/shop/${file}`]);
    return docker(["compose", "-p", `dockstart-beside-${name}`, ...files, ...args]);
  }

  async must(...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await this.compose(...args);
    equal(code, 0, `${args.join(" ")}\n${stderr}\n${stdout}`);
    return stdout;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // a service of a profile is only seen with it
    await this.compose(
      "--profile",
      "backup",
      "down",
      "-v",
      "--remove-orphans",
      "--rmi",
      "local",
      "-t",
      "1",
    );
    await this.shop[Symbol.asyncDispose]();
  }
}

const SQL = ["exec", "-T", "database", "psql", "-U", "keeper", "-d", "shop dev", "-Atc"];

dockerTest("databases of the project's own compose file are backed up and restored", async () => {
  const use = ["compose.yaml", ".devcontainer/docker-compose.yml"];
  await using project = await Beside.open(FILES, use);
  const { shop } = project;
  const shown = await shop.run(["shop"]);
  equal(shown.code, 0);
  match(shown.stdout, /📦 Services: \[postgres, redis\]/);
  ok(shown.stderr.includes('postgres (service "database") and redis (service "cache")'));
  const generated = await Deno.readTextFile(`${shop.folder}/shop/${use[1]}`);
  ok(!generated.includes("p@ss") && !generated.includes("c4che-pw"), "a secret was copied");

  const config = JSON.parse(await project.must("config", "--format", "json"));
  equal(Object.keys(config.services).sort(), ["app", "cache", "database", "db-backup", "web"]);
  equal(config.services["db-backup"].build.args.POSTGRES_IMAGE, "postgres:17");
  equal(config.services.app.volumes[0].source, `${shop.folder}/shop`);
  equal(Object.keys(config.services.app.networks).sort(), ["data", "default"]);
  equal(config.services.app.environment.REDIS_URL, "redis://:c4che-pw@cache:6379/0");

  await project.must("up", "-d", "--build", "--wait", "db-backup");
  const running = await project.must("ps", "--services");
  equal(running.trim().split("\n").sort(), ["cache", "database", "db-backup"]);
  await project.must(...SQL, "create table t as select generate_series(1, 9) as n");
  await project.must("exec", "-T", "cache", "redis-cli", "-a", "c4che-pw", "set", "k", "v");
  await project.must("exec", "-T", "db-backup", "/usr/local/bin/backup.sh");
  await project.must(...SQL, "drop table t");
  await project.must("exec", "-T", "cache", "redis-cli", "-a", "c4che-pw", "flushall");
  for (const engine of ["postgres", "redis"]) {
    await project.must("exec", "-T", "db-backup", `/scripts/restore-${engine}.sh`, "latest");
  }
  equal((await project.must(...SQL, "select count(*) from t")).trim(), "9");
  const value = await project.must(
    "exec",
    "-T",
    "cache",
    "redis-cli",
    "-a",
    "c4che-pw",
    "get",
    "k",
  );
  equal(value.trim(), "v");
  for (const [path, text] of Object.entries(FILES)) {
    equal(await Deno.readTextFile(`${shop.folder}/shop/${path}`), text, path);
  }
});

dockerTest("backups alone go beside a dev container that is not dockstart's", async () => {
  const theirs = {
    ".devcontainer/devcontainer.json": '{ "dockerComposeFile": "docker-compose.yml" }\n',
    ".devcontainer/Dockerfile": "FROM debian:trixie-slim\n",
    ".devcontainer/.gitignore": "theirs\n",
    ".devcontainer/docker-compose.yml": `services:
  app:
    build: .
    command: sleep infinity
    network_mode: service:db
  db:
    image: postgres:17
    environment: [POSTGRES_PASSWORD=postgres, POSTGRES_DB=theirs]
    healthcheck:
      test: pg_isready -h 127.0.0.1 -U postgres
      interval: 1s
      retries: 60
`,
    "schema.sql": "create table t (n int);\n",
  };
  const use = [".devcontainer/docker-compose.yml", ".devcontainer/docker-compose.backup.yml"];
  await using project = await Beside.open(theirs, use);
  const { shop } = project;
  const shown = await shop.run(["shop", "--only", "backup", "--services", "postgres"]);
  equal(shown.code, 0, shown.stderr);
  ok(
    shown.stderr.includes(
      "  docker compose -f .devcontainer/docker-compose.yml -f .devcontainer/docker-compose.backup.yml up -d db-backup\n",
    ),
    shown.stderr,
  );
  const tree = await shop.tree("shop");
  for (const [path, text] of Object.entries(theirs)) equal(tree[`shop/${path}`], text, path);
  equal(Object.keys(tree).filter((path) => /Dockerfile$|devcontainer.json$/.test(path)).length, 2);

  await project.must("up", "-d", "--build", "--wait", "db-backup");
  const psql = ["exec", "-T", "db", "psql", "-U", "postgres", "-d", "theirs", "-Atc"];
  await project.must(...psql, "create table t as select generate_series(1, 9) as n");
  await project.must("exec", "-T", "db-backup", "/usr/local/bin/backup.sh");
  await project.must(...psql, "drop table t");
  await project.must("exec", "-T", "db-backup", "/scripts/restore-postgres.sh", "latest");
  equal((await project.must(...psql, "select count(*) from t")).trim(), "9");
  // the next init remembers that nothing more is wanted
  const again = await shop.run(["shop", "--json"]);
  equal(
    JSON.parse(again.stdout).changes.filter((change: { kind: string }) => change.kind !== "keep"),
    [],
  );
});

dockerTest("a sidecar in its profile starts only when the profile is asked for", async () => {
  const files = {
    "package.json": '{ "name": "shop", "dependencies": { "pg": "8.0.0" } }',
    "compose.yaml":
      "services:\n  db:\n    image: postgres:17\n    environment: [POSTGRES_PASSWORD=pw]\n",
  };
  const use = ["compose.yaml", ".devcontainer/docker-compose.yml"];
  await using project = await Beside.open(files, use);
  equal((await project.shop.run(["shop", "--backup-profile"])).code, 0);
  equal(
    JSON.parse(await project.must("config", "--format", "json")).services["db-backup"],
    undefined,
  );
  await project.must("--profile", "backup", "up", "-d", "--build", "--wait", "db-backup");
  await project.must("exec", "-T", "db-backup", "/usr/local/bin/backup.sh");
});

dockerTest("the dev containers' client brings up both files as one environment", async () => {
  await using shop = await Workshop.open();
  await shop.put("shop/Gemfile", 'source "https://rubygems.org"\nruby "3.4.1"\ngem "pg"\n');
  await shop.put("shop/Gemfile.lock", "");
  const name = `beside-${shop.folder.slice(-8).toLowerCase().replace(/[^a-z0-9]/g, "x")}`;
  await shop.put(
    "shop/compose.yaml",
    `name: ${name}
services:
  db:
    image: postgres:17
    environment: { POSTGRES_PASSWORD: "\${DB_PASSWORD}", POSTGRES_DB: shop }
  web:
    image: no-such-image.invalid/web
`,
  );
  await shop.put("shop/.env", "DB_PASSWORD=from-dotenv\n");
  await standInForRuby();
  const folder = `${shop.folder}/shop`;
  equal((await shop.run(["shop"])).code, 0);
  const client = devContainers(folder);
  try {
    const up = await client("up", "--skip-post-create");
    equal(up.code, 0, up.stderr.slice(-3000));
    const inside = await client(
      "exec",
      "sh",
      "-c",
      "pwd; ls compose.yaml; psql $DATABASE_URL -Atc 'SELECT current_database()'",
    );
    equal(inside.stdout.trim().split("\n"), ["/workspaces/shop", "compose.yaml", "shop"]);
    const running = await docker(["compose", "-p", name, "ps", "--services"]);
    equal(running.stdout.trim().split("\n").sort(), ["app", "db", "db-backup"]);
  } finally {
    const files = ["compose.yaml", ".devcontainer/docker-compose.yml"].flatMap((
      file,
    ) => ["-f", `${folder}/${file}`]);
    await docker(["compose", ...files, "down", "-v", "--rmi", "local", "-t", "1"]);
  }
});
