// deno-lint-ignore-file no-console -- it is what this is run for
/**
 * How often detection is right on real repositories that people have read: tests/accuracy/*.tsv.
 *
 *   deno task accuracy FOLDER            in FOLDER/OWNER+NAME; what is not there is cloned into it
 *   deno task accuracy FOLDER --only X   repositories with X in their names, and all that is found
 *
 * Exits 1 where a measure is below what we promise. Not part of the tests: it needs the network.
 */
import { parseArgs } from "node:util";
import { detect } from "../../src/detect/mod.ts";
import { openProject } from "../../src/project/disk.ts";
import { checkOut } from "./check_out.ts";
import { type Label, readLabels } from "./label.ts";
import { type Score, score, scoreLine, total } from "./score.ts";

const LABELS = new URL("../../tests/accuracy/", import.meta.url).pathname;

/** In per cent. */
const PROMISED = { precision: 95, recall: 95, language: 97, version: 95 } as const;

const { positionals: [folder], values: { only = "" } } = parseArgs({
  args: Deno.args,
  options: { only: { type: "string" } },
  allowPositionals: true,
});
if (folder === undefined) {
  console.error("Say in which folder the repositories are, or are to be cloned.");
  Deno.exit(2);
}

const scores: Score[] = [];
for (const { name } of [...Deno.readDirSync(LABELS)].sort((a, b) => a.name < b.name ? -1 : 1)) {
  if (!name.endsWith(".tsv")) continue;
  const labels = readLabels(Deno.readTextFileSync(LABELS + name))
    .filter(({ repository }) => repository.includes(only));
  const ofFile: Score[] = [];
  for (const label of labels) ofFile.push(await judge(label, folder));
  if (ofFile.length > 0) console.log(`${name}: ${ofFile.length}, ${scoreLine(total(ofFile))}`);
  scores.push(...ofFile);
}
const all = total(scores);
console.log(`all: ${scores.length}, ${scoreLine(all)}`);
const below = (Object.keys(PROMISED) as (keyof typeof PROMISED)[]).filter((measure) =>
  100 * all[measure].right < PROMISED[measure] * all[measure].of
);
for (const measure of below) console.error(`${measure} is below ${PROMISED[measure]} %`);
if (below.length > 0) Deno.exitCode = 1;

async function judge(label: Label, parent: string): Promise<Score> {
  const checkedOut = await checkOut(label, parent).catch((error) => {
    console.error(`${label.repository} could not be cloned: ${error.message.trim()}`);
    Deno.exit(1);
  });
  const detection = detect(openProject(`${checkedOut}/${label.folder}`));
  const scored = score(label, detection);
  if (only !== "") console.log(JSON.stringify(detection, null, 2));
  for (const wrong of scored.wrong) console.log(`${label.repository}: ${wrong}`);
  return scored;
}
