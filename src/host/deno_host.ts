import { DockstartError } from "../errors.ts";
import type { Host, RunOptions } from "./host.ts";

/**
 * The real world: this machine's processes, environment and clock.
 * @param stopped aborted when the user asks to stop
 */
export function denoHost(stopped: AbortSignal): Host {
  return {
    stopped,
    async run(argv, options = {}) {
      const [program = "", ...args] = argv;
      if (!options.unstoppable) stopIfAsked(stopped);
      const command = new Deno.Command(program, {
        args,
        stdin: options.stdin === undefined ? "null" : "piped",
        stdout: "piped",
        stderr: "piped",
        ...(options.cwd ? { cwd: options.cwd } : {}),
        ...(options.env ? { env: { ...options.env } } : {}),
        ...(options.unstoppable ? {} : { signal: stopped }),
      });
      const child = spawn(command, program);
      const [stdout, stderr, { code }] = await Promise.all([
        read(child.stdout, options.onLine),
        read(child.stderr, options.onLine),
        child.status,
        feed(child, options.stdin),
      ]);
      if (!options.unstoppable) stopIfAsked(stopped);
      return { code, stdout, stderr };
    },
    env: (name) => Deno.env.get(name),
    now: () => new Date(),
  };
}

function stopIfAsked(stopped: AbortSignal): void {
  if (stopped.aborted) throw new DockstartError("interrupted", "Stopped", "Nothing is left to do.");
}

function spawn(command: Deno.Command, program: string): Deno.ChildProcess {
  try {
    return command.spawn();
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new DockstartError(
      "no-docker",
      `The program "${program}" is not installed`,
      "Install Docker, or Podman with its docker command, and try again.",
    );
  }
}

/** A program that ends before it has read everything is not the writer's failure. */
async function feed(child: Deno.ChildProcess, stdin: RunOptions["stdin"]): Promise<void> {
  if (stdin === undefined) return;
  const writer = child.stdin.getWriter();
  const bytes = typeof stdin === "string" ? new TextEncoder().encode(stdin) : stdin;
  await writer.write(bytes).then(() => writer.close()).catch(() => {});
}

async function read(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  onLine: RunOptions["onLine"],
): Promise<string> {
  let text = "";
  let line = "";
  for await (const piece of stream.pipeThrough(new TextDecoderStream())) {
    text += piece;
    if (!onLine) continue;
    const lines = (line + piece).split("\n");
    line = lines.pop() ?? "";
    for (const each of lines) onLine(each.replace(/\r$/, ""));
  }
  if (line && onLine) onLine(line);
  return text;
}
