import { deepEqual, equal, ok } from "node:assert/strict";
import { detect } from "../../src/detect/mod.ts";
import { memoryProject } from "../../src/project/memory.ts";

const files = [
  "package.json",
  "compose.yaml",
  "docker-compose.yml",
  "apps/web/package.json",
  "apps/web/src/a.test.ts",
  "node_modules/pg/package.json",
  "apps/web/node_modules/pg/package.json",
  ".git/config.json",
  ".github/workflows/ci.yml",
  ".venv/lib/package.json",
  "odd,name/a+b.txt",
];
const project = memoryProject("shop", Object.fromEntries(files.map((file) => [file, ""])));

const CASES: readonly (readonly [pattern: string, expected: readonly string[]])[] = [
  ["package.json", ["package.json"]],
  ["*.json", ["package.json"]],
  ["**/package.json", ["apps/web/package.json", "package.json"]],
  ["apps/*/package.json", ["apps/web/package.json"]],
  ["{compose,docker-compose}.{yml,yaml}", ["compose.yaml", "docker-compose.yml"]],
  ["**/*.test.ts", ["apps/web/src/a.test.ts"]],
  [".github/workflows/*.yml", [".github/workflows/ci.yml"]],
  ["apps/**", ["apps/web/package.json", "apps/web/src/a.test.ts"]],
  ["package?json", ["package.json"]],
  ["packageXjson", []],
  ["{,*/,*/*/}package.json", ["apps/web/package.json", "package.json"]],
  ["{compose,.github/workflows/*}.{yml,yaml}", [".github/workflows/ci.yml", "compose.yaml"]],
  ["{apps,.github}/**/*.{json,yml}", [".github/workflows/ci.yml", "apps/web/package.json"]],
  ["{**/*{pose,age}.{yaml,json},src/{a,b}.ts}", [
    "apps/web/package.json",
    "compose.yaml",
    "package.json",
  ]],
  ["docker{-compose,}.yml", ["docker-compose.yml"]],
  ["odd,{name}/*", ["odd,name/a+b.txt"]],
  ["odd,name/*", ["odd,name/a+b.txt"]],
  ["{odd,name}/*", []],
  ["odd,name/a+b.{md,txt}", ["odd,name/a+b.txt"]],
  ["odd,name/aab.txt", []],
];

for (const [pattern, expected] of CASES) {
  Deno.test(`glob "${pattern}" finds ${expected.length} files`, () => {
    deepEqual(project.glob(pattern), expected);
  });
}

Deno.test("a project in memory keeps text, and hides binary and huge files", () => {
  const held = memoryProject("shop", { a: "x\r\n", b: "x\0y", c: "x".repeat(1024 * 1024 + 1) });
  equal(held.text("a"), "x\r\n");
  equal(held.text("b"), undefined);
  equal(held.text("c"), undefined);
  equal(held.text("d"), undefined);
  equal(held.has("b"), true);
});

/** "a/{b,c}.yml" → "a/b.yml", "a/c.yml" */
function choices(pattern: string): readonly string[] {
  const [whole, inner = ""] = /\{([^{}]*)\}/.exec(pattern) ?? [];
  return whole
    ? inner.split(",").flatMap((each) => choices(pattern.replace(whole, each)))
    : [pattern];
}

Deno.test("what detection looks for has a name or an ending, so that no pattern visits every file", () => {
  const asked = new Set<string>();
  const shop = memoryProject("shop", {
    "package.json": '{"dependencies": {"express": "5"}}',
    "manage.py": "import django",
    "Gemfile": 'gem "rails"',
    "config/application.rb": "",
    "artisan": "",
    "composer.json": "{}",
    "build.gradle": "",
    "Shop.csproj": "<Project />",
    "mix.exs": "",
    "go.mod": "module shop",
    "Cargo.toml": "",
    "deno.json": "{}",
  });
  detect({
    ...shop,
    has: (path) => shop.has(path),
    text: (path) => shop.text(path),
    glob: (pattern) => {
      asked.add(pattern);
      return shop.glob(pattern);
    },
  });
  ok(asked.size > 100);
  const names = [...asked].flatMap(choices).map((path) => path.slice(path.lastIndexOf("/") + 1));
  const open = names.filter((name) => /[*?]/.test(name) && !/\.[^.*?]+$/.test(name));
  deepEqual([...new Set(open)], ["Dockerfile.*"]);
});
