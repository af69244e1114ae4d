import { deepStrictEqual as equal } from "node:assert";
import { SCHEMA_FILE, schemaText } from "./support/schema.ts";
import { treeGoldens } from "./support/tree.ts";
import { exampleNames, EXAMPLES, goldenTree } from "./support/golden.ts";

for (const name of exampleNames()) {
  Deno.test(`init writes exactly the golden tree for ${name}`, () => {
    const expected: Record<string, string> = {};
    const read = (folder: string) => {
      for (const entry of Deno.readDirSync(`${EXAMPLES}${name}/expected/${folder}`)) {
        const path = `${folder}${entry.name}`;
        if (entry.isDirectory) read(`${path}/`);
        else {
          const file = `${EXAMPLES}${name}/expected/${path}`;
          const executable = ((Deno.statSync(file).mode ?? 0) & 0o100) !== 0;
          expected[path] = `${executable ? "755" : "644"}\n${Deno.readTextFileSync(file)}`;
        }
      }
    };
    read("");
    const actual: Record<string, string> = {};
    for (const [path, { mode, text }] of goldenTree(name)) {
      actual[path] = `${mode.toString(8)}\n${text}`;
    }
    equal(actual, expected);
  });
}

Deno.test("the editors' schema is the one that dockstart.json is checked by", () => {
  equal(Deno.readTextFileSync(SCHEMA_FILE), schemaText());
});

Deno.test("the manual page, the reference and PowerShell's completions are made of the command tree", () => {
  for (const [path, text] of treeGoldens()) equal(Deno.readTextFileSync(path), text, path);
});
