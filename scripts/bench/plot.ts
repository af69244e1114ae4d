import type { Bar } from "./table.ts";

const ROW = 20;
const LEFT = 230;
const WIDTH = 720;
/** For the numbers behind the bars. */
const RIGHT = 60;

/** Horizontal bars, a group under its name, on a scale from 0; a line marks 1, what all is measured against. */
export function plot(title: string, bars: readonly Bar[]): string {
  const most = Math.max(1, ...bars.map(({ ratio }) => ratio));
  const scale = (ratio: number) => Math.round((WIDTH - LEFT - RIGHT) * ratio / most);
  const parts: string[] = [];
  let y = 44;
  let group = "";
  for (const bar of bars) {
    if (bar.group !== group) {
      group = bar.group;
      parts.push(`<text class="group" x="8" y="${y + 15}">${escape(group)}</text>`);
      y += ROW + 4;
    }
    parts.push(
      `<text x="${LEFT - 8}" y="${y + 14}" text-anchor="end">${escape(bar.name)}</text>`,
      `<rect x="${LEFT}" y="${y + 3}" width="${scale(bar.ratio)}" height="${ROW - 6}"/>`,
      `<text x="${LEFT + scale(bar.ratio) + 6}" y="${y + 14}">${bar.ratio.toFixed(1)}×</text>`,
    );
    y += ROW;
  }
  const one = LEFT + scale(1);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${
    y + 12
  }" font-family="system-ui, sans-serif" font-size="12">
<style>text { fill: #1f2328 } rect { fill: #54aeff } .page { fill: #fff } .group, .title { font-weight: 600 } .title { font-size: 15px } line { stroke: #cf222e; stroke-dasharray: 4 3 }
@media (prefers-color-scheme: dark) { text { fill: #e6edf3 } rect { fill: #388bfd } .page { fill: #0d1117 } line { stroke: #f85149 } }</style>
<rect class="page" width="${WIDTH}" height="${y + 12}"/>
<text class="title" x="8" y="24">${escape(title)}</text>
${parts.join("\n")}
<line x1="${one}" x2="${one}" y1="38" y2="${y + 4}"/>
</svg>
`;
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
