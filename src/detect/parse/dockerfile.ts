import type { LanguageId } from "../../languages/language.ts";
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

/** Arguments that name the release of what an image installs itself: `ARG RUBY_VERSION=3.4.9`. */
const LANGUAGE_ARGUMENTS: Readonly<Record<string, LanguageId>> = {
  RUBY_VERSION: "ruby",
  NODE_VERSION: "node",
  NODE_MAJOR: "node",
  PYTHON_VERSION: "python",
  GO_VERSION: "go",
  GOLANG_VERSION: "go",
  PHP_VERSION: "php",
  ELIXIR_VERSION: "elixir",
  RUST_VERSION: "rust",
};

/** Packages that are called after the release they hold; what stands behind the name is captured. */
const PACKAGES: readonly { readonly ids: readonly LanguageId[]; readonly pattern: RegExp }[] = [
  // "php84-pdo", "php8.4-fpm"
  { ids: ["php"], pattern: /^[^#]*?\sphp(\d)\.?(\d)-[a-z]/ },
  // "python3.11", and conda's "python=3.11"
  { ids: ["python"], pattern: /^[^#]*?\spython=?(3\.\d+)(?![\w.])/ },
  // "openjdk-21-jdk", "java-21-openjdk-devel"
  {
    ids: ["java", "kotlin"],
    pattern: /^[^#]*?\s(?:openjdk-?(?=\d+-jdk)|java-(?=\d+-openjdk))(\d+)-/,
  },
];

/**
 * The releases of languages that a Dockerfile's arguments, and the packages that it installs, name.
 * @param given arguments from outside, which its defaults give way to
 */
export function languageArguments(
  text: string,
  given: ReadonlyMap<string, string> = new Map(),
): readonly { readonly language: LanguageId; readonly spec: string; readonly line: number }[] {
  return text.split(/\r?\n/).flatMap((raw, index) => {
    const [, name = "", own = ""] = /^\s*ARG\s+(\w+)=["']?(\d+(?:\.\d+)*)/i.exec(raw) ?? [];
    const language = LANGUAGE_ARGUMENTS[name];
    const spec = /^\d+(?:\.\d+)*/.exec(given.get(name) ?? "")?.[0] ?? own;
    if (language) return [{ language, spec, line: index + 1 }];
    return PACKAGES.flatMap(({ ids, pattern }) => {
      const release = pattern.exec(raw)?.slice(1).filter(Boolean).join(".");
      return release ? ids.map((id) => ({ language: id, spec: release, line: index + 1 })) : [];
    });
  });
}

/** The images that files are copied out of: "COPY --from=denoland/deno:bin-2.0.4 …". */
export function copiedFrom(text: string): readonly Stage[] {
  return text.split(/\r?\n/).flatMap((raw, index) => {
    const image = /^\s*COPY\s+(?:--\S+\s+)*?--from=(\S*[/:]\S*)/i.exec(raw)?.[1];
    return image ? [{ image, line: index + 1 }] : [];
  });
}
