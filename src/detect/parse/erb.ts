/** No tag has another in it: one that is not closed would be looked for to the end from each of them. */
const TAG = /<%(%|#|[-=]*)((?:(?!<%)[\s\S])*?)-?%>/g;

/**
 * Takes the Ruby out of a template, keeping its lines: a value becomes its default where it has
 * one (`ENV.fetch("X") { "d" }`, `ENV["X"] || "d"`), and nothing otherwise.
 */
export function stripErb(text: string): string {
  return withoutUnset(inOneLine(text)).replace(
    TAG,
    (_, sign: string, code: string) => sign.includes("=") ? defaultOf(code) : "",
  );
}

/** What follows a tag stays on the line where the tag began; the lines that it took come behind that. */
function inOneLine(text: string): string {
  let owed = 0;
  const settled = (part: string) => {
    const end = part.indexOf("\n");
    if (owed === 0 || end === -1) return part;
    const lines = "\n".repeat(owed);
    owed = 0;
    return part.slice(0, end) + lines + part.slice(end);
  };
  let kept = "";
  let at = 0;
  for (const tag of text.matchAll(TAG)) {
    kept += settled(text.slice(at, tag.index)) + tag[0].replaceAll("\n", " ");
    owed += lineEnds(tag[0]).length;
    at = tag.index + tag[0].length;
  }
  return kept + settled(text.slice(at));
}

/** `if ENV["X"]`, which does not hold where no variable is set. */
const IF_SET =
  /^if\s+(?:ENV\[["'][^"']+["']\]|ENV\.(?:key|has_key)\?\(?["'][^"']+["']\)?)(?:\.present\?|\s*==.*)?$/;
const UNLESS_SET = /^unless\s+ENV\[["'][^"']+["']\](?:\.present\?)?$/;
const OPENS = /^(?:if|unless|case|begin|while|until|for)\b|\bdo(?:\s*\|[^|]*\|)?$/;

/** Leaves out what a variable would have to be set for; its lines stay, empty. */
function withoutUnset(text: string): string {
  const open: ("kept" | "left out" | "either")[] = [];
  let kept = "";
  let at = 0;
  for (const tag of text.matchAll(TAG)) {
    const code = (tag[2] ?? "").trim();
    const isLogic = tag[1] === "" || tag[1] === "-";
    const part = text.slice(at, tag.index);
    kept += open.includes("left out") ? lineEnds(part) : part;
    kept += open.includes("left out") ? lineEnds(tag[0]) : tag[0];
    at = tag.index + tag[0].length;
    if (!isLogic) continue;
    if (OPENS.test(code)) {
      open.push(IF_SET.test(code) ? "left out" : UNLESS_SET.test(code) ? "kept" : "either");
    } else if (/^els(?:e|if)\b/.test(code)) {
      const branch = open.pop() ?? "either";
      open.push(branch === "left out" ? "kept" : branch === "kept" ? "left out" : "either");
    } else if (/^end\b/.test(code)) open.pop();
  }
  return kept + text.slice(at);
}

function lineEnds(text: string): string {
  return text.replace(/[^\n]/g, "");
}

/** Whether the template decides with Ruby which of its lines count. */
export function hasErbLogic(text: string): boolean {
  return [...text.matchAll(TAG)].some(([, sign]) => sign === "" || sign === "-");
}

/** A value for YAML: quoted where its characters would mean something there. */
function defaultOf(code: string): string {
  const value = valueOf(code.trim());
  return /^[\w./@ -]*$/.test(value) || /^[\w+]+:\/\/\S+$/.test(value) ? value : "";
}

/** The value that an expression has when no variable is set. */
function valueOf(code: string): string {
  const literal = /^(?:"([^"#]*)"|'([^']*)'|(-?\d+))$/.exec(code);
  if (literal) return literal[1] ?? literal[2] ?? literal[3] ?? "";
  const fetched =
    /^ENV\.fetch\(?\s*["'][^"']+["']\s*(?:,\s*(.+?)\s*)?\)?(?:\s*(?:\{|do)\s*(.*?)\s*(?:\}|end))?$/s
      .exec(code);
  const fallback = fetched?.[1] ?? fetched?.[2];
  if (fallback !== undefined) return valueOf(fallback);
  const other = /^ENV\[[^\]]+\](?:\.presence)?\s*(?:\|\||or)\s*(.+)$/s.exec(code);
  return other?.[1] ? valueOf(other[1].trim()) : "";
}
