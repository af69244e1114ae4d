import process from "node:process";
import { Writable } from "node:stream";
import { DockstartError } from "../errors.ts";

/** One of several answers. */
export interface Choice<Value> {
  readonly value: Value;
  readonly label: string;
  readonly hint?: string;
}

/**
 * Asks a person; only to be called on a terminal. The prompts' package is loaded when it is needed.
 * @throws DockstartError "interrupted" on Ctrl-C, and on Escape
 */
export async function confirm(message: string, colour: boolean): Promise<boolean> {
  const prompts = await import("@clack/prompts");
  const answer = await prompts.confirm({ message, output: outputFor(colour) });
  if (prompts.isCancel(answer)) throw interrupted();
  return answer;
}

/**
 * Lets a person choose.
 * @throws DockstartError "interrupted" on Ctrl-C, and on Escape
 */
export async function select<Value extends string>(
  message: string,
  choices: readonly Choice<Value>[],
  colour: boolean,
): Promise<Value> {
  const prompts = await import("@clack/prompts");
  const options = choices.map(({ value, label, hint }) => ({
    value: value as string,
    label,
    ...(hint ? { hint } : {}),
  }));
  const answer = await prompts.select({ message, options, output: outputFor(colour) });
  if (prompts.isCancel(answer)) throw interrupted();
  return answer as Value;
}

/** The prompts' package takes no notice of NO_COLOR here: its colours are taken out on the way. */
function outputFor(colour: boolean): Writable {
  if (colour) return process.stdout;
  const plain = new Writable({
    write(chunk, _encoding, done) {
      process.stdout.write(withoutColours(String(chunk)), () => done());
    },
  });
  // what a prompt is wrapped and redrawn by
  const { columns, rows } = process.stdout;
  return Object.assign(plain, { columns, rows, isTTY: true });
}

function withoutColours(text: string): string {
  // deno-lint-ignore no-control-regex -- it is the escape character that begins a colour
  return text.replace(/\x1b\[[\d;]*m/g, "");
}

function interrupted(): DockstartError {
  return new DockstartError(
    "interrupted",
    "Interrupted: nothing was written",
    "Run it again whenever you like.",
  );
}
