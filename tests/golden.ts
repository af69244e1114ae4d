/** `deno task golden`: writes every example's expected tree anew, and the editors' schema. */
import { SCHEMA_FILE, schemaText } from "./support/schema.ts";
import { treeGoldens } from "./support/tree.ts";
import { exampleNames, EXAMPLES, goldenTree } from "./support/golden.ts";

// all of them first: what cannot be rendered must not leave half of the goldens behind
const trees = exampleNames().map((name) => ({ name, tree: goldenTree(name) }));

for (const { name, tree } of trees) {
  const expected = `${EXAMPLES}${name}/expected`;
  await Deno.remove(expected, { recursive: true }).catch(() => {});
  for (const [path, file] of tree) {
    const target = `${expected}/${path}`;
    await Deno.mkdir(target.slice(0, target.lastIndexOf("/")), { recursive: true });
    await Deno.writeTextFile(target, file.text);
    await Deno.chmod(target, file.mode);
  }
}

await Deno.writeTextFile(SCHEMA_FILE, schemaText());
for (const [path, text] of treeGoldens()) await Deno.writeTextFile(path, text);
