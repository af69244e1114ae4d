// deno-lint-ignore-file no-console -- it is what this is run for
/**
 * `deno task bench`: what dockstart costs, as ratios within one run: machines differ, and so do hours.
 *
 *   deno task bench             everything; without a Docker engine, what needs none
 *   deno task bench --write     the same into docs/benchmarks.md, with a plot
 */
import { docker } from "../../tests/support/docker.ts";
import { benchDetection } from "./detection.ts";
import { benchImage } from "./image.ts";
import { plot } from "./plot.ts";
import { benchStartUp } from "./startup.ts";
import { markdownLines, type Section, tableLines } from "./table.ts";
import { benchThroughput } from "./throughput.ts";

const DOCS = new URL("../../docs/", import.meta.url).pathname;
/** In the page, what is between them is measured. */
const MARKS = ["<!-- measured -->", "<!-- /measured -->"] as const;

const engine = await docker(["info"]).then(({ code }) => code === 0, () => false);
const parts = [benchStartUp, benchDetection, ...(engine ? [benchThroughput, benchImage] : [])];
if (!engine) console.error("skipped: throughput and images, because no Docker engine is running");

const sections: Section[] = [];
for (const part of parts) {
  const section = await part();
  sections.push(section);
  console.log([`\n${section.title}\n`, ...tableLines(section.table)].join("\n"));
}
if (Deno.args.includes("--write")) await write();

async function write(): Promise<void> {
  const page = await Deno.readTextFile(`${DOCS}benchmarks.md`);
  const [before = "", after = ""] = [page.split(MARKS[0])[0], page.split(MARKS[1])[1]];
  const tables = sections.flatMap(({ table, title }) => [
    `## ${title}`,
    "",
    ...markdownLines(table),
    "",
  ]);
  const text = [before + MARKS[0], "", ...tables, MARKS[1] + after].join("\n");
  await Deno.writeTextFile(`${DOCS}benchmarks.md`, text);
  const plotted = sections.find(({ bars }) => bars);
  if (plotted?.bars) {
    await Deno.writeTextFile(`${DOCS}benchmarks.svg`, plot(plotted.title, plotted.bars));
  }
}
