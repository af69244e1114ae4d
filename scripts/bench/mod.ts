/** `deno task bench`: what dockstart costs, as ratios within one run: machines differ, and so do hours. */
import { benchDetection } from "./detection.ts";
import { benchStartUp } from "./startup.ts";
import { tableLines } from "./table.ts";

const SECTIONS = [benchStartUp, benchDetection];

for (const section of SECTIONS) {
  const { title, table } = await section();
  // deno-lint-ignore no-console -- it is what this is run for
  console.log([`\n${title}\n`, ...tableLines(table)].join("\n"));
}
