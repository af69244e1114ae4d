import { EXIT, type ExitCode } from "./src/errors.ts";
import { denoHost } from "./src/host/deno_host.ts";
import { VERSION } from "./src/version.ts";
import { realDisk } from "./src/write/disk.ts";

if (import.meta.main) {
  const [first = "", ...rest] = Deno.args;
  // answered before anything else is loaded: scripts and package managers ask this often
  const asksVersion = rest.length === 0 && ["--version", "-V"].includes(first);
  if (asksVersion) lineTo(Deno.stdout)(VERSION);
  else Deno.exit(await start());
}

async function start(): Promise<ExitCode> {
  const { run } = await import("./src/cli/program.ts");
  const sinks = {
    out: lineTo(Deno.stdout),
    error: lineTo(Deno.stderr),
    isTerminal: Deno.stdout.isTerminal(),
    ...(Deno.stdout.isTerminal() ? { status: overwriteLine } : {}),
    canAsk: Deno.stdin.isTerminal() && Deno.stdout.isTerminal(),
  };
  return run(Deno.args, { host: denoHost(untilStopped()), sinks, disk: realDisk });
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

/** Writes whole lines. Who reads them may have gone (`dockstart plan | head`): work goes on. */
function lineTo(stream: { writeSync(bytes: Uint8Array): number }): (text: string) => void {
  const encoder = new TextEncoder();
  return (text) => {
    const bytes = encoder.encode(`${text}\n`);
    try {
      for (let done = 0; done < bytes.length;) done += stream.writeSync(bytes.subarray(done));
    } catch (error) {
      if (!(error instanceof Deno.errors.BrokenPipe)) throw error;
    }
  };
}
