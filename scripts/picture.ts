/**
 * Draws what a terminal has shown as an SVG, for the README:
 *
 *   sh scripts/demo.sh 2>&1 | deno run scripts/picture.ts > docs/session.svg
 *
 * Lines that begin with "$ " were typed; lists of files are left out, they are long.
 */
const LEFT_OUT = /^(?:total \d|-rw-|\$ ls |[\w-]+: Up \d)/;
const LINE_HEIGHT = 19;
const MARGIN = 18;
const CHARACTER = 8.43;
/** More than this is cut off, as a terminal of that width would. */
const COLUMNS = 118;

const COLOURS = {
  page: "#0d1117",
  plain: "#c9d1d9",
  typed: "#7ee787",
  said: "#79c0ff",
  bad: "#ff7b72",
  time: "#8b949e",
};

const input = await new Response(Deno.stdin.readable).text();
const lines = squeeze(input.split("\n").filter((line) => !LEFT_OUT.test(line)));
const width = Math.ceil(Math.max(...lines.map((line) => line.length)) * CHARACTER) + 2 * MARGIN;
const height = lines.length * LINE_HEIGHT + 2 * MARGIN;

const texts = lines.map((line, index) => {
  const y = MARGIN + (index + 0.75) * LINE_HEIGHT;
  return line && `<text x="${MARGIN}" y="${y}" fill="${colourOf(line)}">${escape(line)}</text>`;
}).filter(Boolean);

const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img"
  font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14">
<title>A terminal: dockstart sets up a Rails application; a backup, a disaster, and a restore</title>
<style>text { white-space: pre }</style>
<rect width="100%" height="100%" rx="8" fill="${COLOURS.page}"/>
${texts.join("\n")}
</svg>
`;
await Deno.stdout.write(new TextEncoder().encode(svg));

/** One empty line at most, none at the ends, nothing wider than the terminal. */
function squeeze(all: readonly string[]): readonly string[] {
  const kept = all.map((line) => line.length > COLUMNS ? `${line.slice(0, COLUMNS - 1)}…` : line)
    .map((line) => line.replace(" exec -T ", " exec ").trimEnd())
    .filter((line, index, before) => line !== "" || (before[index - 1] ?? "") !== "");
  while (kept.at(-1) === "") kept.pop();
  return kept[0] === "" ? kept.slice(1) : kept;
}

function colourOf(line: string): string {
  if (line.startsWith("$ ")) return COLOURS.typed;
  if (line.startsWith("# ")) return COLOURS.said;
  if (line.startsWith("ERROR")) return COLOURS.bad;
  return /^\d{4}-\d\d-\d\dT/.test(line) ? COLOURS.time : COLOURS.plain;
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
