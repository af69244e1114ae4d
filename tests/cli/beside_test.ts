/** Which compose files of the project's own are used, and how the generated one refers to them. */
import { deepStrictEqual as equal, match, ok } from "node:assert";
import { Workshop } from "../support/cli.ts";

const MANIFEST = '{ "name": "shop", "dependencies": { "pg": "8.0.0", "redis": "5.0.0" } }';
const DATABASE = `services:
  db:
    image: postgres:16
    environment: { POSTGRES_PASSWORD: "a$$b/c", POSTGRES_USER: me }
`;

async function planned(
  files: Readonly<Record<string, string>>,
  ...args: string[]
): Promise<{ compose: string; devcontainer: Record<string, unknown>; stderr: string }> {
  await using shop = await Workshop.open();
  for (const [path, text] of Object.entries({ "package.json": MANIFEST, ...files })) {
    if (text) await shop.put(`shop/${path}`, text);
  }
  const { code, stderr } = await shop.run(["shop", ...args]);
  equal(code, 0, stderr);
  const tree = await shop.tree("shop/.devcontainer");
  return {
    compose: tree["shop/.devcontainer/docker-compose.yml"] ??
      tree["shop/.devcontainer/docker-compose.backup.yml"] ?? "",
    devcontainer: JSON.parse(tree["shop/.devcontainer/devcontainer.json"] ?? "{}"),
    stderr,
  };
}

Deno.test("what the project runs is used, what it does not run is generated, and both are wired", async () => {
  const { compose, devcontainer, stderr } = await planned(
    { "compose.yaml": DATABASE },
    "--services=postgres,redis",
  );
  equal(devcontainer["dockerComposeFile"], ["../compose.yaml", "docker-compose.yml"]);
  equal(devcontainer["runServices"], ["db", "redis", "db-backup"]);
  match(compose, /^ {2}redis:\n {4}image: \*redis-image$/m);
  match(compose, /password: &postgres-password a\$\$b\/c\n/);
  match(compose, /url: &postgres-url postgres:\/\/me:a%24b%2Fc@db:5432\/me\n/);
  match(compose, /^ {2}redis-data: \{\}$/m);
  ok(stderr.startsWith('note: compose.yaml runs postgres (service "db"), and is used as it is\n'));
});

Deno.test("what the project starts in a profile only always runs, and what always runs is used before it", async () => {
  const profiled = "  cache:\n    image: redis:7\n    profiles: [full]\n";
  const only = await planned(
    { "compose.yaml": `${DATABASE}${profiled}` },
    "--services=postgres,redis",
  );
  match(
    only.compose,
    /^ {2}# .* no health check, .*\n {2}# The project starts it in a profile only; .*\n {2}cache:\n {4}healthcheck:/m,
  );
  match(only.compose, /^ {4}profiles: !reset \[\]$/m);
  const both = await planned(
    { "compose.yaml": `${DATABASE}${profiled}  redis:\n    image: redis:7\n` },
    "--services=postgres,redis",
  );
  ok(!both.compose.includes("profiles"), both.compose);
  match(both.compose, /^ {6}REDIS_HOST: redis$/m);
});

Deno.test("what prepares a server, or fills it, is not the server", async () => {
  const jobs = ["db-init", "db_migrate", "seed"].map((name) =>
    `  ${name}:\n    image: postgres:16\n    entrypoint: ["true"]\n`
  );
  const { compose, stderr } = await planned(
    { "compose.yaml": DATABASE.replace("services:\n", `services:\n${jobs.join("")}`) },
    "--services=postgres",
  );
  match(compose, /^ {6}DB_HOST: db$/m);
  ok(stderr.startsWith('note: compose.yaml runs postgres (service "db")'), stderr);
});

Deno.test("MySQL and MariaDB are reached as root where the file has root's password", async () => {
  for (const engine of ["mysql", "mariadb"]) {
    const logins = "MYSQL_USER: app, MYSQL_PASSWORD: small, MYSQL_DATABASE: shop_dev";
    const file = (more: string) =>
      `services:\n  db:\n    image: ${engine}:9\n    environment: { ${logins}${more} }\n`;
    const root = await planned(
      { "compose.yaml": file(", MYSQL_ROOT_PASSWORD: great") },
      `--services=${engine}`,
    );
    ok(root.compose.includes(`mysql://root:great@db:3306/shop_dev\n`), root.compose);
    const small = await planned({ "compose.yaml": file("") }, `--services=${engine}`);
    ok(small.compose.includes(`mysql://app:small@db:3306/shop_dev\n`), small.compose);
  }
});

Deno.test("an override that is shared counts, a personal one does not, and a variant finds its base", async () => {
  const override = "services:\n  db:\n    environment: { POSTGRES_DB: dev }\n";
  const shared = await planned({ "compose.yml": DATABASE, "compose.override.yml": override });
  equal(shared.devcontainer["dockerComposeFile"], [
    "../compose.yml",
    "../compose.override.yml",
    "docker-compose.yml",
  ]);
  match(shared.compose, /database: &postgres-database dev\n/);
  const personal = await planned({
    "compose.yml": DATABASE,
    "compose.override.yml": override,
    ".gitignore": "/compose.override.yml\n",
  });
  equal(personal.devcontainer["dockerComposeFile"], ["../compose.yml", "docker-compose.yml"]);
  const variant = await planned({
    "docker-compose.yml": "services:\n  web:\n    build: .\n",
    "docker-compose.dev.yml": `${DATABASE}  web:\n    ports: ["80"]\n`,
  });
  equal(variant.devcontainer["dockerComposeFile"], [
    "../docker-compose.yml",
    "../docker-compose.dev.yml",
    "docker-compose.yml",
  ]);
});

Deno.test("a file that is not whole by itself is used with the one that makes it so", async () => {
  const { devcontainer } = await planned({
    "docker-compose.yml": `${DATABASE}  web:\n    ports: ["80"]\n`,
    "docker-compose.dev.yml": "services:\n  web:\n    build: .\n",
  });
  equal(devcontainer["dockerComposeFile"], [
    "../docker-compose.yml",
    "../docker-compose.dev.yml",
    "docker-compose.yml",
  ]);
});

Deno.test("a compose file in a folder of its own is where the generated paths begin", async () => {
  const { compose, devcontainer } = await planned({ "dev env/compose.yaml": DATABASE });
  equal(devcontainer["dockerComposeFile"], ["../dev env/compose.yaml", "docker-compose.yml"]);
  match(compose, /- \.\.\/\.devcontainer\/backups:\/backup\n/);
  match(compose, /- \.\.:\/workspaces\/shop:cached\n/);
  match(compose, /docker compose -f 'dev env\/compose.yaml' -f \.devcontainer/);
});

Deno.test("--compose none generates the databases, and --compose names a file that is not for development", async () => {
  const none = await planned({ "compose.yaml": DATABASE }, "--compose", "none");
  equal(none.devcontainer["dockerComposeFile"], "docker-compose.yml");
  match(none.compose, /^name: shop-devcontainer$/m);
  const production = { "deploy/docker-compose.prod.yml": DATABASE };
  equal((await planned(production)).devcontainer["dockerComposeFile"], "docker-compose.yml");
  const named = await planned(
    production,
    ...["--compose", "./deploy/docker-compose.prod.yml", "--services", "postgres"],
  );
  equal(named.devcontainer["dockerComposeFile"], [
    "../deploy/docker-compose.prod.yml",
    "docker-compose.yml",
  ]);
});

Deno.test("secrets are referred to and not looked into", async () => {
  const { compose } = await planned({
    "compose.yaml": `services:
  app:
    build: .
  db:
    image: postgres:16
    environment:
      - POSTGRES_USER
      - POSTGRES_PASSWORD_FILE=/run/secrets/pw
    secrets: [pw]
secrets:
  pw: { file: ./pw.txt }
`,
    "pw.txt": "hunter2",
  });
  match(compose, /user: &postgres-user \$\{POSTGRES_USER\}\n/);
  match(compose, /POSTGRES_PASSWORD_FILE: \/run\/secrets\/pw\n/);
  match(compose, /secrets:\n {6}- pw\n/);
  ok(!/DB_PASSWORD|hunter2|postgres-url/.test(compose), compose);
  match(compose, /^ {2}devcontainer:\n {4}build:/m);
});

Deno.test("backups alone need neither a language nor an empty .devcontainer", async () => {
  const { compose, stderr } = await planned(
    {
      "package.json": "",
      "compose.yaml": DATABASE,
      "README.md": "no code here",
      ".devcontainer/.dockerignore": "theirs",
    },
    ...["--only", "backup"],
  );
  ok(!compose.includes("  app:"));
  match(stderr, /-f compose.yaml -f .devcontainer\/docker-compose.backup.yml up -d db-backup\n/);
});

Deno.test("backups alone are refused where nothing of the project's own runs a database", async () => {
  await using shop = await Workshop.open();
  await shop.put("shop/package.json", MANIFEST);
  equal(await shop.run(["shop", "--only", "backup", "-q"]), {
    code: 3,
    stdout: "",
    stderr:
      "error: No compose file of this project runs a database\nhint: Name one with --compose FILE, or run init without --only: it generates the databases too.\n",
  });
  const missing = await shop.run(["shop", "--compose", "nowhere.yml"]);
  equal(missing.code, 2);
  match(missing.stderr, /^error: There is no compose file "nowhere.yml" in the project\n/);
  const outside = await shop.run(["shop", "--compose", "../compose.yaml"]);
  equal(outside.code, 2);
  match(outside.stderr, /^error: The compose file "..\/compose.yaml" is not inside the project\n/);
});
