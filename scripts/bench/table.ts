/** What one part of the benchmark has measured. */
export interface Section {
  readonly title: string;
  /** The heads of the columns first. */
  readonly table: readonly (readonly string[])[];
  /** What the plot shows of it. */
  readonly bars?: readonly Bar[];
}

/** One bar of the plot: a ratio, and what it is measured against is 1. */
export interface Bar {
  readonly group: string;
  readonly name: string;
  readonly ratio: number;
}

/** The table as Markdown. */
export function markdownLines(table: Section["table"]): readonly string[] {
  const [head = [], ...rows] = table.map((row) => `| ${row.join(" | ")} |`);
  const rule = `|${(table[0] ?? []).map((_, column) => column === 0 ? "---|" : "--:|").join("")}`;
  return [`${head}`, rule, ...rows];
}

/** A plain table: words to the left, numbers to the right. */
export function tableLines(table: readonly (readonly string[])[]): readonly string[] {
  const widths = (table[0] ?? []).map((_, column) =>
    Math.max(...table.map((row) => row[column]?.length ?? 0))
  );
  return table.map((row) =>
    row.map((cell, column) => {
      const width = widths[column] ?? 0;
      return column === 0 ? cell.padEnd(width) : cell.padStart(width);
    }).join("  ").trimEnd()
  );
}

/** The middle of several measurements, in milliseconds. */
export function median(run: () => void, times = 5): number {
  const taken = Array.from({ length: times }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return taken.sort((a, b) => a - b)[Math.floor(times / 2)] ?? 0;
}
