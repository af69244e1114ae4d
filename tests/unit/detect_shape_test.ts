/** Repositories that hold several applications, and the one that is planned for. */
import { deepEqual, equal, match, throws } from "node:assert/strict";
import { DockstartError } from "../../src/errors.ts";
import { detect, type Told } from "../../src/detect/mod.ts";
import { memoryProject } from "../../src/project/memory.ts";
import { csproj } from "../support/manifests.ts";

type Files = Readonly<Record<string, string>>;

function found(files: Files, told?: Told) {
  const { applications, languages, services } = detect(memoryProject("shop", files), told);
  return {
    applications: applications.map(({ path, language, framework }) =>
      `${path} ${framework ?? language}`
    ),
    languages: languages.map(({ id, version }) => version ? `${id} ${version}` : id),
    services: services.filter((each) => each.selected).map(({ id }) => id),
    installs: applications[0]?.installs,
  };
}

const pack = (parts: object) => JSON.stringify({ private: true, ...parts });

const BACK_AND_FRONT: Files = {
  "backend/pyproject.toml": '[project]\nname = "x"\ndependencies = ["fastapi", "psycopg"]\n',
  "backend/.python-version": "3.12.4\n",
  "frontend/package.json": pack({ dependencies: { react: "19" }, scripts: { dev: "vite" } }),
  "frontend/.nvmrc": "22\n",
};

const WORKSPACE: Files = {
  "package.json": pack({ workspaces: ["apps/*", "packages/*"], scripts: { dev: "turbo dev" } }),
  "compose.yaml": "services:\n  cache:\n    image: redis:7.2\n",
  "apps/api/package.json": pack({ dependencies: { fastify: "5", pg: "8" } }),
  "apps/billing/package.json": pack({ dependencies: { express: "4", mysql2: "3" } }),
  "apps/web/package.json": pack({ dependencies: { react: "19" }, scripts: { dev: "vite" } }),
  "packages/ui/package.json": pack({ main: "index.js", scripts: { dev: "tsc --watch" } }),
  "packages/server-kit/package.json": pack({ exports: {}, dependencies: { hono: "4" } }),
};

Deno.test("a backend and a frontend are two applications, each with its own versions", () => {
  deepEqual(found(BACK_AND_FRONT), {
    applications: ["backend fastapi", "frontend node"],
    languages: ["python 3.12", "node 22"],
    services: ["postgres"],
    installs: "backend",
  });
});

Deno.test("a path chooses another application, with what it needs alone", () => {
  deepEqual(found(BACK_AND_FRONT, { path: "frontend" }), {
    applications: ["frontend node", "backend fastapi"],
    languages: ["node 22"],
    services: [],
    installs: "frontend",
  });
});

Deno.test("a workspace's libraries and its root are no applications", () => {
  const { applications, installs } = found(WORKSPACE);
  deepEqual(applications, ["apps/api fastify", "apps/billing express", "apps/web node"]);
  equal(installs, ".");
});

Deno.test("applications that each drive one database need both", () => {
  deepEqual(
    found({ ...WORKSPACE, "apps/api/Procfile": "", "apps/billing/Procfile": "" }).services,
    [
      "redis",
      "postgres",
      "mysql",
    ],
  );
});

Deno.test("one application's needs are its own and what the whole repository shares", () => {
  deepEqual(found(WORKSPACE, { path: "apps/billing" }).services, ["redis", "mysql"]);
  deepEqual(found(WORKSPACE, { path: "apps/api" }).services, ["redis", "postgres"]);
});

Deno.test("a library can be chosen too; a folder without a language cannot", () => {
  equal(found(WORKSPACE, { path: "packages/ui" }).applications[0], "packages/ui node");
  const project = memoryProject("shop", { ...WORKSPACE, "docs/index.md": "" });
  for (
    const [path, message] of [["docs", /No language/], ["nowhere", /There is no folder/]] as const
  ) {
    throws(() => detect(project, { path }), (error) => {
      match((error as DockstartError).message, message);
      match((error as DockstartError).hint, /^Choose from apps\/api, /);
      return (error as DockstartError).exitCode === 2;
    });
  }
});

Deno.test("a module of a build is in the language of the whole, with its release", () => {
  const module = (name: string) =>
    `<project><dependencies><dependency><groupId>${name}</groupId><artifactId>${name}</artifactId></dependency></dependencies></project>`;
  const files = {
    "pom.xml": "<project><properties><java.version>21</java.version></properties></project>",
    "portal/pom.xml": module("org.postgresql").replace("<artifactId>org.", "<artifactId>"),
    "service/pom.xml": module("redis.clients").replace(
      "<artifactId>redis.clients",
      "<artifactId>jedis",
    ),
  };
  const { applications, languages, services } = found(files, { path: "portal" });
  deepEqual(applications[0], "portal java");
  deepEqual(languages, ["java 21"]);
  deepEqual(services, ["postgres"]);
});

Deno.test("so is a project of a solution, and any crate of a workspace", () => {
  const solution = {
    "shop.sln": "",
    "src/Basket/Basket.csproj": csproj(["Npgsql"]).replace(
      "<ItemGroup>",
      "<PropertyGroup><TargetFramework>net8.0</TargetFramework></PropertyGroup><ItemGroup>",
    ),
    "src/Mail/Mail.csproj": csproj(["StackExchange.Redis"]),
  };
  const basket = found(solution, { path: "src/Basket" });
  deepEqual([basket.languages, basket.services], [["dotnet 8.0"], ["postgres"]]);
  const crate = '[package]\nname = "x"\n[dependencies]\nredis = "1"\n';
  const names = ["a", "b", "c", "d", "e"];
  const workspace = Object.fromEntries(names.map((name) => [`${name}/Cargo.toml`, crate]));
  const files = {
    "Cargo.toml": '[workspace]\nmembers = ["*"]\n',
    "rust-toolchain": "1.86",
    ...workspace,
  };
  const last = found(files, { path: "e" });
  deepEqual([last.languages, last.services], [["rust 1.86"], ["redis"]]);
});

Deno.test("what weighs little in the whole has its language where it is chosen", () => {
  const files = {
    "Gemfile": 'gem "rails"\n',
    "config.ru": "",
    "apps/mobile/package.json": pack({ dependencies: { expo: "54" }, scripts: { start: "expo" } }),
  };
  deepEqual(found(files).languages, ["ruby"]);
  deepEqual(found(files, { path: "apps/mobile" }).languages, ["node"]);
});

Deno.test("a solution is one application, whatever it is made of", () => {
  const sdk = '<Project Sdk="Microsoft.NET.Sdk.Web"></Project>';
  deepEqual(
    found({
      "Shop.sln": "",
      "src/Api/Api.csproj": sdk,
      "src/Api/Program.cs": "",
      "src/Jobs/Jobs.csproj": sdk,
      "src/Jobs/Program.cs": "",
    }).applications,
    [". dotnet"],
  );
});

Deno.test("modules in Go are applications where they have a main file", () => {
  const module = "module x\n\ngo 1.25\n\nrequire github.com/go-chi/chi v5.0.0\n";
  deepEqual(
    found({
      "internal/common/go.mod": module,
      "internal/users/go.mod": module,
      "internal/users/main.go": "package main\n",
    }).applications,
    ["internal/users chi"],
  );
});

Deno.test("a phone's or a desktop's shell brings no language of its own", () => {
  deepEqual(
    found({
      "Gemfile": 'gem "rails"\n',
      "config.ru": "",
      "mobile/android/build.gradle": 'plugins { id "java" }\n',
      "mobile/android/app/src/main/AndroidManifest.xml": "<manifest/>",
      "desktop/src-tauri/Cargo.toml": '[package]\nname = "shell"\n',
    }).languages,
    ["ruby"],
  );
});
