import { interpolate } from "./env.ts";

/** An image that a stage of a Dockerfile begins with. */
export interface Stage {
  readonly image: string;
  readonly line: number;
}

/**
 * The images that a Dockerfile's stages begin with, its own arguments put in.
 * @param given arguments from outside, which its defaults give way to
 */
export function stagesOf(
  text: string,
  given: ReadonlyMap<string, string> = new Map(),
): readonly Stage[] {
  const known = new Map(given);
  return text.split(/\r?\n/).flatMap((raw, index): readonly Stage[] => {
    const [, name = "", value = ""] = /^\s*ARG\s+(\w+)=["']?([^\s"']+)/i.exec(raw) ?? [];
    if (name && !given.has(name)) known.set(name, value);
    const image = /^\s*FROM\s+(?:--\S+\s+)*["']?([^\s"']+)/i.exec(raw)?.[1];
    return image ? [{ image: interpolate(image, known), line: index + 1 }] : [];
  });
}

/** The images that files are copied out of: "COPY --from=denoland/deno:bin-2.0.4 …". */
export function copiedFrom(text: string): readonly Stage[] {
  return text.split(/\r?\n/).flatMap((raw, index) => {
    const image = /^\s*COPY\s+(?:--\S+\s+)*?--from=(\S*[/:]\S*)/i.exec(raw)?.[1];
    return image ? [{ image, line: index + 1 }] : [];
  });
}
