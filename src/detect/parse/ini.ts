import type { Parsed, Path } from "./shape.ts";

/**
 * Reads an INI file: sections of names with values, behind "=" or ":". Nothing is an error, as there is no
 * one way to write these.
 */
export function parseIni(text: string): Parsed {
  const sections = new Map<string, Map<string, string>>();
  const lines = new Map<string, number>();
  let section = "";
  text.split(/\r?\n/).forEach((raw, index) => {
    const header = /^\s*\[([^\]]+)\]/.exec(raw)?.[1];
    if (header !== undefined) section = header.trim();
    const [, name, written = ""] = /^\s*([A-Za-z_][\w.-]*)\s*[=:]\s*(.*)$/.exec(raw) ?? [];
    if (header !== undefined || name === undefined) return;
    const own = sections.get(section) ?? new Map<string, string>();
    own.set(name, written.replace(/\s[#;].*$/, "").trim().replace(/^(["'])(.*)\1$/, "$2"));
    sections.set(section, own);
    lines.set(`${section}\n${name}`, index + 1);
  });
  // own properties, whatever a section is called
  const value = Object.fromEntries(
    [...sections].map(([name, own]) => [name, Object.fromEntries(own)]),
  );
  return { value, line: (path: Path) => lines.get(path.join("\n")) ?? 0 };
}
