const TAG = /<%(%|#|[-=]*)([\s\S]*?)-?%>/g;

/**
 * Takes the Ruby out of a template, keeping its lines: a value becomes its default where it has
 * one (`ENV.fetch("X") { "d" }`, `ENV["X"] || "d"`), and nothing otherwise.
 */
export function stripErb(text: string): string {
  return text.replace(TAG, (whole, sign: string, code: string) => {
    const lines = "\n".repeat(whole.split("\n").length - 1);
    return (sign.includes("=") ? defaultOf(code) : "") + lines;
  });
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
