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
  rust: "rust",
  elixir: "elixir",
  "hexpm/elixir": "elixir",
  "dotnet/sdk": "dotnet",
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

/** Where something else comes first: a form ("bin-2.0.4"). */
const BEHIND: Readonly<Record<string, RegExp>> = {
  "denoland/deno": /(?:^|-)(\d+(?:\.\d+)*)/,
};

/** "astral-sh/uv:python3.12-bookworm", "dunglas/frankenphp:1-php8.5", "cypress/browsers:node-20.9.0-chrome" */
const IN_TAG = /(?:^|-)(python|php|node|ruby|golang|rust|elixir)-?(\d+(?:\.\d+)*)(?:-|$)/;

/** "wyveo/nginx-php-fpm:php74" */
const PHP_TAG = /^php-?(\d)\.?(\d+)(?:-|$)/;

/** Images of others that are called after the language: "serversideup/php", "cimg/node". */
const CALLED_AFTER = /\/(?:\w+-)?(ruby|node|python|golang|php|rust|elixir)(?:-[\w-]+)?$/;
/** What Java comes in, and what brings it along: "maven:3.9-eclipse-temurin-21". */
const JAVA =
  /^(?:eclipse-temurin|amazoncorretto|openjdk|ibm-semeru-runtimes|bellsoft\/liberica-openjdk-\w+|azul\/zulu-openjdk(?:-\w+)?):/;
const JAVA_TOOL = /^(?:maven|gradle):.*(?:jdk-?|temurin-|corretto-|openjdk-)(\d+)/;

/** A language's release that an image's tag names. */
interface Release {
  readonly language: LanguageId;
  readonly spec: string;
}

/** The language's releases that an image's tag names: none for other images; Java's is Kotlin's, too. */
export function languagesOfImage(image: string): readonly Release[] {
  const { repository, tag = "" } = parseImage(image);
  const java = javaIn(`${repository}:${tag}`) ?? "";
  if (java) return (["java", "kotlin"] as const).map((language) => ({ language, spec: java }));
  const found = languageIn(repository, tag);
  if (found?.language !== "java") return found ? [found] : [];
  return [found, { ...found, language: "kotlin" }];
}

function javaIn(name: string): string | undefined {
  const own = JAVA.test(name) ? /:(\d+)/.exec(name)?.[1] : undefined;
  return own ?? JAVA_TOOL.exec(name)?.[1];
}

function languageIn(repository: string, tag: string): Release | undefined {
  const image = DEV_CONTAINER.exec(repository)?.[1];
  if (image !== undefined) return devContainer(image, tag);
  const plain = repository.replace(/^(?:[\w-]+\/)*library\//, "");
  const language = IMAGES[plain] ?? IMAGES[CALLED_AFTER.exec(plain)?.[1] ?? ""];
  const spec = (BEHIND[repository] ?? /^(\d+(?:\.\d+)*)/).exec(tag)?.[1];
  if (language && spec) return { language, spec };
  // "node:krypton-alpine"; what is no release's name says nothing later on
  const name = language === "node" ? /^([a-z]{3,})(?:-|$)/.exec(tag)?.[1] : undefined;
  if (name && name !== "lts") return { language: "node", spec: `lts/${name}` };
  const [, major, minor] = PHP_TAG.exec(tag) ?? [];
  if (major && repository.includes("php")) return { language: "php", spec: `${major}.${minor}` };
  const [, said = "", release] = IN_TAG.exec(tag) ?? [];
  const inside = IMAGES[said];
  return inside && release ? { language: inside, spec: release } : undefined;
}

function devContainer(image: string, tag: string): Release | undefined {
  const language = DEV_CONTAINERS[image];
  const [, own, behind] = /^(?:dev-)?(\d+(?:\.\d+)*)(?:-(\d+(?:\.\d+)*))?(?:-|$)/.exec(tag) ?? [];
  // "0" to "4" alone are the image's own releases
  const spec = behind ?? (own && !/^[0-4]$/.test(own) ? own : undefined);
  return language && spec ? { language, spec } : undefined;
}
