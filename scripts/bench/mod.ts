// deno-lint-ignore-file no-console -- it is what this is run for
/**
 * `deno task bench`: what dockstart costs, as ratios within one run: machines differ, and so do hours.
 *
 *   deno task bench                     everything; without a Docker engine, what needs none
 *   deno task bench startup images      these parts
 *   deno task bench [PART…] --write     the same into docs/benchmarks.md, with a plot
 */
import { docker } from "../../tests/support/docker.ts";
import { benchDetection } from "./detection.ts";
import { benchImage } from "./image.ts";
import { plot } from "./plot.ts";
import { benchStartUp } from "./startup.ts";
import { markdownLines, type Section, tableLines } from "./table.ts";
import { benchThroughput } from "./throughput.ts";

const DOCS = new URL("../../docs/", import.meta.url).pathname;
const PARTS: Readonly<Record<string, { run(): Promise<Section>; readonly needsDocker?: boolean }>> =
  {
    startup: { run: benchStartUp },
    detection: { run: benchDetection },
    throughput: { run: benchThroughput, needsDocker: true },
    images: { run: benchImage, needsDocker: true },
  };

const wanted = Deno.args.filter((each) => !each.startsWith("--"));
const engine = await docker(["info"]).then(({ code }) => code === 0, () => false);
for (const [name, { run, needsDocker }] of Object.entries(PARTS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  if (needsDocker && !engine) {
    console.error(`skipped: ${name}, because no Docker engine is running`);
    continue;
  }
  const section = await run();
  console.log([`\n${section.title}\n`, ...tableLines(section.table)].join("\n"));
  if (Deno.args.includes("--write")) await write(section);
}

/** Puts a part's table in the place of the one that was measured before. */
async function write({ bars, table, title }: Section): Promise<void> {
  const path = `${DOCS}benchmarks.md`;
  const page = await Deno.readTextFile(path);
  const sections = page.split(/^(?=## )/m);
  const section = `## ${title}\n\n${markdownLines(table).join("\n")}\n`;
  const at = sections.findIndex((each) => each.startsWith(`## ${title}\n`));
  if (at === -1) sections.push(`\n${section}`);
  else sections[at] = at < sections.length - 1 ? `${section}\n` : section;
  await Deno.writeTextFile(path, sections.join(""));
  if (bars) await Deno.writeTextFile(`${DOCS}benchmarks.svg`, plot(title, bars));
}
