import { deepStrictEqual as equal, match, throws } from "node:assert";
import { readOwnCompose } from "../../src/detect/own_compose.ts";
import { DockstartError } from "../../src/errors.ts";
import { stripErb } from "../../src/detect/parse/erb.ts";
import { memoryProject } from "../../src/project/memory.ts";
import { detectIn } from "../support/detecting.ts";
import { csproj } from "../support/manifests.ts";

const RAILS = { "Gemfile": 'gem "rails"\n', "config/application.rb": "" };

const BROKEN: readonly (readonly [file: string, text: string, line: number, more?: object])[] = [
  ["package.json", '{\n  "name": "x",\n  "dependencies": {\n', 4],
  ["package.json", '{\n  "name": "x" "version": 1\n}', 2],
  ["package.json", "", 1],
  ["pyproject.toml", '[project]\nname = "x\n', 2],
  ["Pipfile", "[packages\n", 1],
  ["config/database.yml", "development:\n  adapter: [postgresql\n", 3, RAILS],
  ["config/database.yml", "development:\n\tadapter: postgresql\n", 2, RAILS],
  ["go.mod", "module x\n\nrequires github.com/lib/pq v1\n", 3],
  ["go.mod", "module x\nrequire (\n\tgithub.com/lib/pq v1\n", 2],
];

for (const [file, text, line, more] of BROKEN) {
  Deno.test(`${file} that is ${JSON.stringify(text.slice(0, 40))} is named with line ${line}`, () => {
    throws(() => detectIn({ ...more, [file]: text }), (error) => {
      const known = error instanceof DockstartError ? error : undefined;
      equal(known?.kind, "bad-manifest");
      equal(known?.at?.file, file);
      equal(known?.at?.line, line);
      equal(known?.message.startsWith("This is not valid "), true);
      return true;
    });
  });
}

const EVIDENCE_ONLY: readonly (readonly [file: string, text: string])[] = [
  ["compose.yml", "services:\n  db: {image: postgres\n"],
  [".github/workflows/ci.yml", "jobs: [\n"],
  [".gitlab-ci.yml", "a: b: c\n"],
  ["environment.yml", "dependencies: {\n"],
  [".prototools", "python 3\n"],
  ["pixi.toml", "[dependencies\n"],
  ["mise.toml", "[tools\n"],
  ["compose.yaml", `a: &a [x]\n${"b: &b [*a,*a,*a,*a,*a,*a]\n".repeat(1)}c: *missing\n`],
];

for (const [file, text] of EVIDENCE_ONLY) {
  Deno.test(`a broken ${file} adds a note and nothing else`, () => {
    const found = detectIn({ "requirements.txt": "flask\n", [file]: text });
    equal(found.services.length, 0);
    equal(found.notes.length, 1);
    equal(found.notes[0]?.evidence?.file, file);
  });
}

Deno.test("properties that are a template's are left out of a .NET solution, with a note", () => {
  const found = detectIn({ "Shop/Shop.csproj": csproj(["Npgsql"]), "eng/Base.props": "<A>@b@<c" });
  equal(found.services.map(({ id, selected }) => [id, selected]), [["postgres", true]]);
  equal(found.notes[0]?.evidence?.file, "eng/Base.props");
});

Deno.test("a database.yml that Ruby would cut to size is given up, not blamed", () => {
  const text = "development:\n<% if x %>\n  adapter: [a\n<% else %>\n  adapter: b]\n<% end %>\n";
  const found = detectIn({ ...RAILS, "config/database.yml": text });
  equal(found.notes[0]?.evidence?.file, "config/database.yml");
});

Deno.test("a broken manifest in a folder is one package's trouble, and a note", () => {
  const found = detectIn({
    "package.json": '{"dependencies": {"express": "4", "pg": "8"}}',
    "packages/create/skeleton/package.json": '{"name": {{ name }}}',
    "crates/one/Cargo.toml": "[package\n",
  });
  equal(found.languages[0]?.id, "node");
  equal(found.services[0]?.id, "postgres");
  equal(found.notes.map(({ evidence }) => evidence?.file), [
    "crates/one/Cargo.toml",
    "packages/create/skeleton/package.json",
  ]);
  match(found.notes[0]?.says ?? "", /^crates\/one\/Cargo.toml:\d was left out: this is not valid/);
});

Deno.test("a broken manifest beside a good one in a folder is a note too", () => {
  const found = detectIn({
    "backend/pyproject.toml": '[project]\nname = "x"\ndependencies = ["flask"]\n',
    "backend/package.json": "{",
  });
  equal([found.languages[0]?.id, found.notes.length], ["python", 1]);
});

Deno.test("the only manifest is an error wherever it lies", () => {
  throws(
    () => detectIn({ "backend/pyproject.toml": '[project]\nname = "x\n' }),
    (error) => (error as DockstartError).at?.file === "backend/pyproject.toml",
  );
});

Deno.test("manifests with odd shapes are read for what they hold", () => {
  const found = detectIn({
    "package.json": '{"dependencies": ["pg"], "engines": 5, "scripts": null}',
    "compose.yml": "services: [1, 2]\n",
    "pyproject.toml": "project = 5\n",
    ".github/workflows/ci.yml": "- a\n",
    "environment.yml": "5\n",
  });
  equal(found.services.length, 0);
});

Deno.test("a section of an INI file may be called as anything", () => {
  const sections = "[__proto__]\nport = 5432\n[constructor]\nport = 1\n[database]\nport = 5432\n";
  const { services } = detectIn({ "requirements.txt": "bottle\n", "config.ini": sections });
  equal(services.map(({ id }) => id), ["postgres"]);
  equal(Object.hasOwn(Object.prototype, "port"), false);
});

Deno.test("mappings in a compose file where a text belongs are passed over", () => {
  const service =
    "image: postgres:18\n    command: [{toString: 1}]\n    networks: [{toString: 1}]\n" +
    "    environment: {A: {toString: 1}, POSTGRES_DB: shop}\n";
  const project = memoryProject("shop", {
    "package.json": '{"dependencies": {"express": "4", "pg": "8"}}',
    "compose.yaml":
      `services:\n  db:\n    ${service}  app:\n    environment: [{toString: 1}, B=2]\n`,
  });
  const [db, app] = readOwnCompose(project, ["compose.yaml"]).services;
  equal(db?.environment, { A: "", POSTGRES_DB: "shop" });
  equal(db?.networks, []);
  equal(app?.environment, { B: "2" });
});

Deno.test("what is broken behind a YAML file's first document is nobody's, but in Spring's", () => {
  const broken = "---\na: [\n";
  const compose = detectIn({
    "package.json": '{"dependencies": {"express": "4"}}',
    "compose.yaml": `services:\n  db:\n    image: postgres:18\n${broken}`,
  });
  equal(compose.services.map(({ id }) => id), ["postgres"]);
  equal(compose.notes, []);
  const spring = detectIn({
    "pom.xml": "<project></project>",
    "src/main/resources/application.yml": `spring.data.redis.host: localhost\n${broken}`,
  });
  equal(spring.notes.length, 1);
});

Deno.test("an import map that is empty is left out, with a note", () => {
  const found = detectIn({
    "deno.json": '{"importMap": "./import_map.json", "tasks": {"start": "deno run main.ts"}}',
    "import_map.json": "",
  });
  equal(found.languages[0]?.id, "deno");
  equal(found.notes.length, 1);
});

Deno.test("tags of Ruby's that are not closed are looked for once", () => {
  const text = stripErb("<% a\n".repeat(50_000) + "b: <%= 1 %>\n");
  equal(text.endsWith("b: 1\n"), true);
});
