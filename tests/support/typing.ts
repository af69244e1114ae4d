/** The program on a real terminal: a pseudo terminal that script(1) makes, and someone who types. */
import { COMMAND, type Workshop } from "./cli.ts";

/** What a run has shown, screen and all. */
export interface Screen {
  readonly code: number;
  readonly text: string;
}

/** One who types: what, and when a text appears, in this order. */
export type Typing = readonly (readonly [when: string, keys: string])[];

/** Runs one command line of dockstart on a terminal. */
export function onTerminal(
  shop: Workshop,
  args: readonly string[],
  typing: Typing,
): Promise<Screen> {
  return typeInto([...COMMAND, ...args], { cwd: shop.folder, typing });
}

/**
 * Runs any program on a terminal.
 * @throws Error when a text never appears
 */
export async function typeInto(
  argv: readonly string[],
  { cwd, env = {}, seconds = 60, typing }: {
    readonly cwd: string;
    readonly env?: Readonly<Record<string, string>>;
    /** The deadline. */
    readonly seconds?: number;
    readonly typing: Typing;
  },
): Promise<Screen> {
  const line = argv.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(" ");
  const child = new Deno.Command("script", {
    // without a size, lines would be wrapped after every letter
    args: ["-q", "-e", "-c", `stty cols 100 rows 50; ${line}`, "/dev/null"],
    cwd,
    env: { TERM: "xterm", SHELL: "/bin/sh", NO_COLOR: "1", ...env },
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  const deadline = setTimeout(() => child.kill(), seconds * 1000);
  const keyboard = child.stdin.getWriter();
  const waiting = [...typing];
  let text = "";
  let seen = 0;
  for await (const chunk of child.stdout.pipeThrough(new TextDecoderStream())) {
    // a bell may ring in the middle of a word
    text += chunk.replaceAll("\x07", "");
    const [next] = waiting;
    const at = next ? text.indexOf(next[0], seen) : -1;
    if (!next || at < 0) continue;
    seen = at + next[0].length;
    waiting.shift();
    await keyboard.write(new TextEncoder().encode(next[1]));
  }
  await keyboard.close().catch(() => {});
  const { code } = await child.status;
  clearTimeout(deadline);
  if (waiting.length > 0) throw new Error(`"${waiting[0]?.[0]}" never appeared in:\n${text}`);
  return { code, text: text.replaceAll("\r\n", "\n") };
}
