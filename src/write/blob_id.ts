import { createHash } from "node:crypto";

/**
 * The id that git has for a text: `git hash-object FILE` prints it for a file, and `git cat-file blob
 * ID` gives the text back where it was ever committed.
 */
export function blobId(text: string): string {
  const bytes = new TextEncoder().encode(text);
  return createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}
