import { DockstartError } from "../errors.ts";

/**
 * Writes a file that an option names.
 * @throws DockstartError "not-written"
 */
export function writeText(path: string, text: string): void {
  try {
    Deno.writeTextFileSync(path, text);
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/ \(os error.*$/, "") : "";
    throw new DockstartError(
      "not-written",
      `The file could not be written: ${reason}`,
      "Give a path that you may write to.",
      { file: path },
    );
  }
}
