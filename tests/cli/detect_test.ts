/** What `dockstart detect` and `dockstart plan` print, seen from the outside. */
import { deepStrictEqual as equal, ok } from "node:assert";
import { Workshop } from "../support/cli.ts";

Deno.test("detect says what is there and why, and what it left out", async () => {
  await using shop = await Workshop.open();
  await shop.example("express-api", "api");
  equal(await shop.run(["detect", "api"]), {
    code: 0,
    stderr: "",
    stdout: `Languages
  node 24 (confidence: 90%)
    why: package.json:4 is an Express application
    why: package.json:3 engines.node ">=20"
Services
  postgres 17, database api_dev (confidence: 95%)
    why: .env.example:2 DATABASE_URL is a postgres URL
    why: compose.yaml:3 runs postgres:17-alpine
    why: package.json:4 depends on pg
`,
  });
});

Deno.test("drivers are undecided where nothing chooses, and left out where something does", async () => {
  await using shop = await Workshop.open();
  await shop.put(
    "api/package.json",
    '{ "name": "api", "dependencies": { "express": "5", "pg": "8", "mysql2": "3" } }',
  );
  const bare = await shop.run(["detect", "api"]);
  ok(
    bare.stdout.includes(`Services
  none
Undecided: name yours with --services
  postgres (confidence: 50%)
    why: package.json`),
    bare.stdout,
  );
  await shop.put("api/.env.example", "DATABASE_URL=mysql://root@localhost/api\n");
  const chosen = await shop.run(["detect", "api"]);
  ok(!chosen.stdout.includes("Undecided"), chosen.stdout);
  ok(
    chosen.stdout.includes("Considered and left out\n  postgres (confidence: 50%)"),
    chosen.stdout,
  );
});

Deno.test("detect --json is data for scripts", async () => {
  await using shop = await Workshop.open();
  await shop.example("rails-shop", "shop");
  const { code, stdout, stderr } = await shop.run(["detect", "shop", "--json"]);
  equal({ code, stderr }, { code: 0, stderr: "" });
  const { schema, languages, services, notes } = JSON.parse(stdout);
  equal([schema, notes], [1, []]);
  equal(languages[0].id, "ruby");
  equal(languages[0].evidence[0], { file: "Gemfile", line: 5, says: "is a Rails application" });
  equal(services[0].database, "shop_development");
  ok(services.every((service: { selected: boolean }) => service.selected));
});

Deno.test("a password in an example file is never shown", async () => {
  await using shop = await Workshop.open();
  await shop.put("api/package.json", '{ "name": "api", "dependencies": { "pg": "8.0.0" } }');
  await shop.put("api/.env.example", "DATABASE_URL=postgres://me:s3cret@localhost/api\n");
  await shop.put("api/.env", "DATABASE_URL=postgres://me:s3cret@localhost/api\n");
  for (const args of [["detect"], ["detect", "--json"], ["plan"], ["init", "--json"]]) {
    const { code, stdout, stderr } = await shop.run([...args, "api"]);
    equal(code, 0);
    ok(!`${stdout}${stderr}`.includes("s3cret"), args.join(" "));
  }
});

Deno.test("plan gives every decision with its reason", async () => {
  await using shop = await Workshop.open();
  await shop.example("rails-shop", "shop");
  const { code, stdout } = await shop.run(["plan", "shop"]);
  equal(code, 0);
  const plan = JSON.parse(stdout);
  equal(plan.decisions, [
    {
      about: "postgres",
      chose: "generated",
      because: "config/database.yml:2 adapter: postgresql (development)",
    },
    {
      about: "redis",
      chose: "generated",
      because: "config/cable.yml:2 adapter: redis (development)",
    },
    { about: "postgres image", chose: "postgres:17", because: "the project states no version" },
    { about: "redis image", chose: "redis:8", because: "the project states no version" },
    {
      about: "backup",
      chose: "daily at 3 AM, kept for 7 days",
      because: "every database that is generated is backed up",
    },
    { about: "language", chose: "ruby 3.4", because: "Gemfile:5 is a Rails application" },
  ]);
});

Deno.test("detect lists the applications, and what is used and not backed up yet", async () => {
  await using shop = await Workshop.open();
  await shop.put("mono/backend/requirements.txt", "django\npymongo\npika\n");
  await shop.put("mono/backend/manage.py", "import django\n");
  await shop.put("mono/backend/settings.py", "");
  await shop.put("mono/web/package.json", '{ "scripts": { "dev": "vite" } }');
  const { code, stdout } = await shop.run(["detect", "mono"]);
  equal(code, 0);
  equal(
    stdout,
    `Languages
  python (confidence: 100%)
    why: backend/manage.py starts a Django application
    why: backend/requirements.txt lists the project's packages
  node (confidence: 90%)
    why: web/package.json lists the project's packages
Applications
  backend (python, Django), planned for
    why: backend/manage.py starts a Django application
  web (node)
    why: web/package.json lists the project's packages
  --path FOLDER plans for another one
Services
  none
Used, and not backed up yet
  mongodb (confidence: 80%)
    why: backend/requirements.txt:2 depends on pymongo
  rabbitmq (confidence: 80%)
    why: backend/requirements.txt:3 depends on pika
`,
  );
});

Deno.test("--path plans for another application, and is remembered", async () => {
  await using shop = await Workshop.open();
  await shop.put("mono/api/go.mod", "module x\n\ngo 1.25\n");
  await shop.put("mono/api/main.go", "package main\n");
  await shop.put("mono/web/package.json", '{ "scripts": { "dev": "vite" } }');
  const first = await shop.run(["init", "mono"]);
  equal(first.code, 0);
  ok(first.stdout.includes("✅ Detected: go 1.25"));
  ok(first.stderr.includes("note: this is for api; --path chooses another: web"));
  const chosen = await shop.run(["init", "mono", "--path", "web/"]);
  ok(chosen.stdout.includes("✅ Detected: node 24"));
  const again = await shop.run(["plan", "mono"]);
  equal(JSON.parse(again.stdout).app.language, "node");
  equal(JSON.parse(again.stdout).app.setup.split(" && ")[0], "cd web");
  const wrong = await shop.run(["plan", "mono", "--path", "../elsewhere"]);
  equal([wrong.code, wrong.stderr.split("\n")[0]], [
    2,
    'error: The folder "../elsewhere" is not inside the project',
  ]);
});

Deno.test("of a folder inside a repository it is said that nothing around it is read", async () => {
  await using shop = await Workshop.open();
  await shop.put("shop/.git/HEAD", "ref: refs/heads/main\n");
  await shop.put("shop/.nvmrc", "22\n");
  await shop.put("shop/apps/api/package.json", '{ "dependencies": { "express": "5" } }');
  const says =
    "this folder is a part of the repository at ../.., whose .nvmrc is not read here; to plan with what is there: dockstart init ../.. --path apps/api";
  equal(await shop.run(["detect"], "shop/apps/api"), {
    code: 0,
    stderr: "",
    stdout: `Languages
  node (confidence: 90%)
    why: package.json:1 is an Express application
Services
  none
Notes
  ${says}
`,
  });
  await shop.put("shop/compose.yaml", "services: {}\n");
  await shop.put("shop/yarn.lock", "");
  await shop.put("shop/mise.toml", "");
  const { stdout } = await shop.run(["detect", "shop/apps/api", "--json"]);
  equal(JSON.parse(stdout).notes, [{
    says:
      "this folder is a part of the repository at shop, whose compose.yaml, .nvmrc, mise.toml and others are not read here; to plan with what is there: dockstart init shop --path apps/api",
  }]);
  const dry = await shop.run(["init", "--dry-run"], "shop/apps/api");
  ok((dry.stdout + dry.stderr).includes("note: this folder is a part of the repository at ../.."));
});

Deno.test("a repository's own folder, and a part that nothing is shared with, need no such word", async () => {
  await using shop = await Workshop.open();
  await shop.put("shop/.git/HEAD", "ref: refs/heads/main\n");
  await shop.put("shop/apps/api/package.json", '{ "dependencies": { "express": "5" } }');
  for (const folder of ["shop", "shop/apps/api"]) {
    equal(JSON.parse((await shop.run(["detect", folder, "--json"])).stdout).notes, []);
  }
  await shop.put("shop/.nvmrc", "22\n");
  equal(JSON.parse((await shop.run(["detect", "shop", "--json"])).stdout).notes, []);
});
