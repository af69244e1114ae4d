import type { LanguageId } from "../../languages/language.ts";
import { parseImage } from "./image.ts";

/** Repositories of images that a language comes in. */
const IMAGES: Readonly<Record<string, LanguageId>> = {
  ruby: "ruby",
  "rails/devcontainer/images/ruby": "ruby",
  node: "node",
  python: "python",
  golang: "go",
  "oven/bun": "bun",
  "denoland/deno": "deno",
  php: "php",
  "dunglas/frankenphp": "php",
  rust: "rust",
  elixir: "elixir",
  "hexpm/elixir": "elixir",
  "dotnet/sdk": "dotnet",
  "eclipse-temurin": "java",
};

/** Microsoft's images for dev containers, each with its own release before the language's: "python:1-3.12-bookworm". */
const DEV_CONTAINERS: Readonly<Record<string, LanguageId>> = {
  ruby: "ruby",
  "javascript-node": "node",
  "typescript-node": "node",
  python: "python",
  go: "go",
  php: "php",
  java: "java",
  dotnet: "dotnet",
};
const DEV_CONTAINER = /^(?:vscode\/)?devcontainers\/([\w-]+)$/;

/** Where something else comes first: FrankenPHP's own release ("1-php8.5"), a form ("bin-2.0.4"). */
const BEHIND: Readonly<Record<string, RegExp>> = {
  "dunglas/frankenphp": /php(\d+(?:\.\d+)*)/,
  "denoland/deno": /(?:^|-)(\d+(?:\.\d+)*)/,
};

/** The language's release that an image's tag names; undefined for other images, and without one. */
export function languageOfImage(
  image: string,
): { readonly language: LanguageId; readonly spec: string } | undefined {
  const { repository, tag = "" } = parseImage(image);
  const name = DEV_CONTAINER.exec(repository)?.[1];
  if (name !== undefined) {
    const language = DEV_CONTAINERS[name];
    const [, own, behind] = /^(\d+(?:\.\d+)*)(?:-(\d+(?:\.\d+)*))?(?:-|$)/.exec(tag) ?? [];
    // "0" to "4" alone are the image's own releases
    const spec = behind ?? (own && !/^[0-4]$/.test(own) ? own : undefined);
    return language && spec ? { language, spec } : undefined;
  }
  const language = IMAGES[repository.replace(/^(?:[\w-]+\/)*library\//, "")];
  const spec = (BEHIND[repository] ?? /^(\d+(?:\.\d+)*)/).exec(tag)?.[1];
  return language && spec ? { language, spec } : undefined;
}
