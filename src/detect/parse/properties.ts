/** A setting with its dotted name. */
export interface Setting {
  readonly name: string;
  readonly value: string;
  readonly line: number;
}

/** Reads Java's properties, `name=value` or `name: value`, and what of HOCON is written on one line. */
export function parseProperties(text: string): readonly Setting[] {
  return text.split(/\r?\n/).flatMap((raw, index) => {
    const [, name = "", value = ""] = /^\s*([^#!\s=:][^=:\s]*)\s*[=:]\s*(.*)$/.exec(raw) ?? [];
    // HOCON's texts stand in quotes
    const plain = value.trim().replace(/^"([^"]*)"$/, "$1");
    return name ? [{ name, value: plain, line: index + 1 }] : [];
  });
}
