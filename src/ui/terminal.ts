/** Where output goes: data to stdout, what people read beside it to stderr. */
export interface Terminal {
  /** Writes a line of data, or of the output that was asked for. */
  out(line: string): void;
  /** Writes a line for people: warnings, hints, next steps. */
  note(line: string): void;
  /** Writes a line of an error; nothing silences it. */
  error(line: string): void;
  readonly paint: Paint;
  /** Whether `paint` gives colours. */
  readonly colour: boolean;
}

/** Colours for a terminal, or nothing at all. */
export interface Paint {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  green(text: string): string;
  yellow(text: string): string;
  cyan(text: string): string;
}

export interface TerminalOptions {
  /** Nothing but data and errors. */
  readonly quiet: boolean;
  readonly colour: boolean;
}

/** A terminal over two sinks, each of which takes whole lines. */
export function terminal(
  sinks: { out(line: string): void; error(line: string): void },
  options: TerminalOptions,
): Terminal {
  return {
    out: sinks.out,
    note: (line) => options.quiet ? undefined : sinks.error(line),
    error: sinks.error,
    paint: painter(options.colour),
    colour: options.colour,
  };
}

function painter(colour: boolean): Paint {
  const code = (start: number, end: number) => (text: string) =>
    colour ? `\x1b[${start}m${text}\x1b[${end}m` : text;
  return {
    bold: code(1, 22),
    dim: code(2, 22),
    red: code(31, 39),
    green: code(32, 39),
    yellow: code(33, 39),
    cyan: code(36, 39),
  };
}
