import { equal } from "node:assert/strict";
import { detect } from "../../src/detect/mod.ts";
import { resolveVersion } from "../../src/detect/versions.ts";
import type { LanguageId } from "../../src/languages/language.ts";
import { memoryProject } from "../../src/project/memory.ts";
import { detects } from "../support/detecting.ts";

/** A tool in Python at the top, and what it manages. */
const MANAGED = {
  "pyproject.toml": '[project]\nname = "tool"\ndependencies = []\n',
  "tool/a.py": "",
  "backend/Shop.sln": "",
  "backend/Shop.csproj": "<Project />",
  ...Object.fromEntries(Array.from({ length: 5 }, (_, at) => [`backend/C${at}.cs`, ""])),
};
const PACKAGE = '{"dependencies": {"express": "4"}}';

detects({
  "an Express application is Node.js": {
    files: { "package.json": PACKAGE, ".nvmrc": "v22.3.0\n" },
    languages: ["node 22"],
    framework: "express",
    services: [],
  },
  "an exact version file beats engines": {
    files: { "package.json": '{"engines": {"node": ">=18"}}', ".node-version": "20" },
    languages: [],
  },
  "engines is a range: the highest release with an image": {
    files: { "package.json": '{"engines": {"node": ">=18"}, "dependencies": {"koa": "2"}}' },
    languages: ["node 24"],
  },
  "a range gives way to the release that the project's image pins inside it": {
    files: {
      "package.json": '{"engines": {"node": ">=18"}, "dependencies": {"koa": "2"}}',
      "Dockerfile": "ARG NODE=22\nFROM node:${NODE}-alpine AS base\n",
    },
    languages: ["node 22"],
  },
  "an image outside the range changes nothing": {
    files: {
      "package.json": '{"engines": {"node": ">=22"}, "dependencies": {"koa": "2"}}',
      "Dockerfile": "FROM node:18\n",
    },
    languages: ["node 24"],
  },
  "a version file alone is no language": {
    files: { ".tool-versions": "python 3.12.1\nnodejs 22\n", "README.md": "" },
    languages: [],
  },
  "Django is Python though a package.json builds its pages": {
    files: {
      "manage.py": "import django",
      "requirements.txt": "Django==5.1\n",
      "package.json": '{"devDependencies": {"vite": "6"}, "scripts": {"build": "vite"}}',
      ".python-version": "3.12.4",
    },
    languages: ["python 3.12", "node"],
    framework: "django",
  },
  "a pyproject.toml that only configures tools declares no project": {
    files: { "pyproject.toml": "[tool.ruff]\nline-length = 100\n", "package.json": PACKAGE },
    languages: ["node"],
  },
  "a backend in a folder outweighs the frontend beside it": {
    files: {
      "package.json": '{"workspaces": ["frontend"], "scripts": {"dev": "x"}}',
      "frontend/package.json": '{"dependencies": {"react": "19"}, "scripts": {"dev": "vite"}}',
      "backend/pyproject.toml": '[project]\nname = "x"\ndependencies = ["fastapi"]\n',
    },
    languages: ["python", "node"],
    framework: "fastapi",
  },
  "Go's toolchain line is what runs": {
    files: { "go.mod": "module x\n\ngo 1.25.0\n\ntoolchain go1.26.1\n" },
    languages: ["go 1.26"],
  },
  "packages for a release tool do not make a Node.js application": {
    files: {
      "go.mod": "module x\n\ngo 1.25\n",
      "package.json": '{"devDependencies": {"release-it": "1"}, "scripts": {"release": "x"}}',
    },
    languages: ["go 1.25"],
  },
  "an empty folder has no language": { files: { "README.md": "# x" }, languages: [] },
  "Bun runs what only its lock pins": {
    files: { "package.json": PACKAGE, "bun.lock": "{}", ".bun-version": "1.2.17" },
    languages: ["bun 1.2"],
    framework: "express",
  },
  "Bun comes first where it installs the packages, and a stated release of Node.js is there too": {
    files: {
      "package.json": '{"engines": {"node": "22"}, "dependencies": {"express": "4"}}',
      "bun.lock": "{}",
    },
    languages: ["bun", "node 22"],
  },
  "a page that is built with Bun needs no Node.js, which Bun stands in for": {
    files: {
      "go.mod": "module x\n",
      "web/package.json": '{"dependencies": {"react": "19"}, "scripts": {"dev": "vite"}}',
      "web/bun.lock": "{}",
    },
    languages: ["go", "bun"],
  },
  "another lock beside Bun's says that nothing is settled": {
    files: { "package.json": PACKAGE, "bun.lock": "{}", "yarn.lock": "" },
    languages: ["node"],
  },
  "Bun runs what the scripts start with it, whatever else is stated": {
    files: {
      "package.json": '{"engines": {"node": "22"}, "scripts": {"start": "bun index.ts"}, ' +
        '"dependencies": {"chalk": "5"}}',
      "pnpm-lock.yaml": "",
    },
    languages: ["bun"],
  },
  "a deno.json that only names folders for an editor is no Deno": {
    files: {
      "package.json": PACKAGE,
      "pnpm-lock.yaml": "",
      "deno.json": '{"imports": {"@/": "./src/"}}',
    },
    languages: ["node"],
  },
  "code without a manifest is in the language of its files": {
    files: { "index.php": "<?php", "Procfile": "web: php -S" },
    languages: ["php"],
  },
  "a manifest that says nothing is believed where there is code": {
    files: { "package.json": '{"main": "index.js"}', "index.js": "", ".nvmrc": "22" },
    languages: ["node 22"],
  },
  "tools' settings are no code": {
    files: { "package.json": '{"devDependencies": {"husky": "9"}}', "commitlint.config.js": "" },
    languages: [],
  },
  "a Dockerfile says the version where nothing else does": {
    files: { "requirements.txt": "flask\n", "Dockerfile": "FROM python:3.13-slim\n" },
    languages: ["python 3.13"],
    framework: "flask",
  },
});

const VERSIONS: readonly (readonly [LanguageId, string, string?])[] = [
  ["ruby", "3.4.6", "3.4"],
  ["ruby", "ruby-3.2.1", "3.2"],
  ["ruby", ">= 3.2", "4.0"],
  ["ruby", "~> 3.3", "3.4"],
  ["ruby", "~> 3.3.1", "3.3"],
  ["ruby", ">= 3.1, < 3.4", "3.3"],
  ["ruby", "3.4.0.preview2", "3.4"],
  ["node", "v24", "24"],
  ["node", "lts/*", "24"],
  ["node", "lts/jod", "22"],
  ["node", "22.x", "22"],
  ["node", "^20.9.0", "20"],
  ["node", ">=20 <22", "20"],
  ["node", "18.x || 20.x", "20"],
  ["node", ">=26", "26"],
  ["node", ""],
  ["node", "whatever you like"],
  ["python", ">=3.12,<3.14", "3.13"],
  ["python", "^3.11", "3.14"],
  ["python", "~=3.11", "3.14"],
  ["python", "==3.12.*", "3.12"],
  ["python", ">=3.10, !=3.12.0", "3.14"],
  ["python", "python-3.12.1", "3.12"],
  ["python", "3.9", "3.9"],
  ["go", "1.25.13", "1.25"],
  ["go", "1.27rc1", "1.27"],
  ["php", "^8.1|^8.2|^8.3", "8.5"],
  ["php", "8.1.0", "8.1"],
  ["java", "21.0", "21"],
  ["rust", "1.95.0", "1.95"],
  ["rust", ">=1.85", "1"],
  ["rust", "nightly"],
  ["elixir", "1.18.4-otp-27", "1.18"],
  ["elixir", "~> 1.12", "1.20"],
  ["dotnet", "net9.0", "9.0"],
  ["bun", "1.2.17", "1.2"],
];

for (const [language, spec, expected] of VERSIONS) {
  Deno.test(`${language} "${spec}" is ${expected ?? "nothing that can be read"}`, () => {
    equal(resolveVersion(language, spec), expected);
  });
}

detects({
  "a program in C with bindings and a page is written in neither": {
    files: {
      "CMakeLists.txt": "",
      "src/a.c": "",
      "src/b.c": "",
      "src/c.c": "",
      "bindings/Shop.csproj": "<Project />",
      "page/package.json": '{"dependencies": {"express": "5"}}',
    },
    languages: [],
  },
  "a package at the top is what it is, whatever it compiles": {
    files: {
      "CMakeLists.txt": "",
      "src/a.cc": "",
      "src/b.cc": "",
      "requirements.txt": "numpy\n",
      "a.py": "",
    },
    languages: ["python"],
  },
  "without a manifest, what there is more of than anything else": {
    files: { "a.pl": "", "lib/A.pm": "", "web/a.js": "" },
    languages: [],
  },
  "and deep down, where nothing lies at the top": {
    files: { "client/src/shop/main/a.py": "", "client/src/shop/main/b.py": "" },
    languages: ["python"],
  },
  "a tool at the top that manages what there is much more of": {
    files: MANAGED,
    languages: ["dotnet", "python"],
  },
  "and what is no more than somewhat larger": {
    files: { ...MANAGED, "tool/b.py": "" },
    languages: ["python", "dotnet"],
  },
  "what others wrote lies in a folder of theirs": {
    files: { "third-party/Cargo.toml": '[package]\nname = "x"\n', "a.py": "" },
    languages: ["python"],
  },
});

Deno.test("the user's word for the language comes first, found or not", () => {
  const project = memoryProject("shop", { "package.json": PACKAGE, "go.mod": "module x\n" });
  equal(detect(project, { language: "node" }).languages[0]?.id, "node");
  const [first] = detect(project, { language: "ruby" }).languages;
  equal(first?.id, "ruby");
  equal(first?.evidence[0]?.says, "was asked for");
});
