import { detect } from "../../src/detect/mod.ts";
import { openProject } from "../../src/project/disk.ts";
import { median, type Section } from "./table.ts";

interface Tree {
  readonly name: string;
  readonly manifests: number;
  readonly sources: number;
}

const TREES: readonly Tree[] = [
  { name: "small", manifests: 1, sources: 50 },
  { name: "small, in 100,000 files", manifests: 1, sources: 100_000 },
  { name: "monorepo", manifests: 40, sources: 2_000 },
  { name: "monorepo, in 100,000 files", manifests: 40, sources: 100_000 },
];

const FILES_IN_A_FOLDER = 100;

/** Detection's time by the size of the tree and the number of its manifests. */
export async function benchDetection(): Promise<Section> {
  const rows: string[][] = [
    ["tree", "files", "manifests", "time", "to the first", "to listing its folders"],
  ];
  let first: number | undefined;
  for (const tree of TREES) {
    const folder = await Deno.makeTempDir({ prefix: "dockstart-bench-" });
    try {
      await grow(folder, tree);
      const time = median(() => detect(openProject(folder)));
      first ??= time;
      rows.push([
        tree.name,
        String(tree.sources),
        String(tree.manifests),
        `${time.toFixed(1)} ms`,
        `${(time / first).toFixed(1)}×`,
        `${(time / median(() => list(folder))).toFixed(1)}×`,
      ]);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  }
  return { title: "Detection", table: rows };
}

/** What every program pays that looks into each folder once. */
function list(folder: string): void {
  for (const entry of Deno.readDirSync(folder)) {
    if (entry.isDirectory) list(`${folder}/${entry.name}`);
  }
}

async function grow(folder: string, { manifests, sources }: Tree): Promise<void> {
  await Deno.writeTextFile(`${folder}/compose.yaml`, "services:\n  db:\n    image: postgres:17\n");
  for (let index = 0; index < manifests; index++) {
    const home = manifests === 1 ? folder : `${folder}/apps/app${index}`;
    await Deno.mkdir(home, { recursive: true });
    const manifest = {
      name: `app${index}`,
      scripts: { start: "node server.js" },
      dependencies: Object.fromEntries(
        ["express", "pg", ...Array.from({ length: 30 }, (_, at) => `package-${at}`)]
          .map((name) => [name, "1.0.0"]),
      ),
    };
    await Deno.writeTextFile(`${home}/package.json`, JSON.stringify(manifest, null, 2));
  }
  for (let index = 0; index < sources; index++) {
    const group = Math.floor(index / FILES_IN_A_FOLDER);
    const home = `${folder}/src/${group % 50}/${group}`;
    if (index % FILES_IN_A_FOLDER === 0) await Deno.mkdir(home, { recursive: true });
    Deno.writeTextFileSync(`${home}/module${index}.js`, "export {};\n");
  }
}
