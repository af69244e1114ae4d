import { EXIT, type ExitCode } from "../errors.ts";
import { denoHost } from "../host/deno_host.ts";
import { realDisk } from "../write/disk.ts";
import { lineTo } from "./lines.ts";
import { run } from "./program.ts";

/**
 * Runs one command line on the real world.
 * @param args without the program's own name
 * @param templates the address of their folder, with a slash at its end
 */
export function start(args: readonly string[], templates: URL): Promise<ExitCode> {
  const sinks = {
    out: lineTo(Deno.stdout),
    error: lineTo(Deno.stderr),
    isTerminal: Deno.stdout.isTerminal(),
    ...(Deno.stdout.isTerminal() ? { status: overwriteLine } : {}),
    canAsk: Deno.stdin.isTerminal() && Deno.stdout.isTerminal(),
  };
  return run(args, { host: denoHost(untilStopped()), sinks, disk: realDisk, templates });
}

/**
 * Aborted by the first signal, so that what has been started can be tidied up. Whoever asks again does
 * not want to wait.
 */
function untilStopped(): AbortSignal {
  const controller = new AbortController();
  const stop = () => {
    if (controller.signal.aborted) Deno.exit(EXIT.interrupted);
    controller.abort();
  };
  const signals = Deno.build.os === "windows"
    ? ["SIGINT"] as const
    : ["SIGINT", "SIGTERM"] as const;
  for (const signal of signals) Deno.addSignalListener(signal, stop);
  return controller.signal;
}

/** What goes on is shown on the terminal's last line, cut to fit, and written over by what comes next. */
function overwriteLine(text: string): void {
  const { columns } = Deno.consoleSize();
  Deno.stdout.writeSync(new TextEncoder().encode(`\r\x1b[2K${text.slice(0, columns - 1)}`));
}
