import type { Host } from "../host/host.ts";
import { DockstartError } from "../errors.ts";
import type { Disk } from "../write/disk.ts";
import { type Terminal, terminal } from "../ui/terminal.ts";

/** What a command is given besides its own options. */
export interface Session {
  readonly host: Host;
  readonly sinks: Sinks;
  /** Where files are written. */
  readonly disk: Disk;
  /** Where the templates are, with a slash at its end. */
  readonly templates: URL;
}

export interface Sinks {
  out(line: string): void;
  error(line: string): void;
  /** Whether a person is looking at stdout. */
  readonly isTerminal: boolean;
  /** Writes over the terminal's last line, without ending it; absent where nobody is looking. */
  readonly status?: (text: string) => void;
  /** Whether that person can be asked something. */
  readonly canAsk: boolean;
}

/**
 * To be awaited before the first byte is written: a signal that came while nothing could hear it is
 * heard now.
 * @throws DockstartError "interrupted" when the user has asked to stop
 */
export async function heedSignals(session: Session): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 0));
  if (!session.host.stopped.aborted) return;
  throw new DockstartError(
    "interrupted",
    "Interrupted: nothing was written",
    "Run it again whenever you like.",
  );
}

/** The options that every command has. */
export interface CommonOptions {
  readonly json?: true | undefined;
  readonly quiet?: true | undefined;
  readonly color: boolean;
}

/** The terminal that a command's options and the environment ask for. */
export function terminalFor(session: Session, options: CommonOptions): Terminal {
  const colour = options.color && session.sinks.isTerminal && !session.host.env("NO_COLOR");
  return terminal(session.sinks, { quiet: options.quiet ?? false, colour });
}

/** A terminal, and how people's text gets to it: beside the data where there is data. */
export interface Speaker {
  readonly screen: Terminal;
  say(line: string): void;
}

/** What a command speaks with: its text is stdout's, but with --json, where data is. */
export function speakerFor(session: Session, options: CommonOptions): Speaker {
  const screen = terminalFor(session, options);
  return {
    screen,
    say(line) {
      if (options.json) screen.note(line);
      else if (!options.quiet) screen.out(line);
    },
  };
}
