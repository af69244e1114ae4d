import type { LanguageId } from "../../languages/language.ts";
import type { Project } from "../../project/project.ts";
import type { VersionFact } from "../facts.ts";
import { interpolate } from "../parse/env.ts";
import { parseImage } from "../parse/image.ts";

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
};

/** The language releases that the project's own Dockerfiles build on. */
export function readDockerfiles(project: Project): readonly VersionFact[] {
  const files = ["Dockerfile", "Dockerfile.dev", "docker/Dockerfile", ".devcontainer/Dockerfile"];
  return files.flatMap((file) => fromLines(file, project.text(file) ?? ""));
}

function fromLines(file: string, text: string): readonly VersionFact[] {
  const known = new Map<string, string>();
  return text.split(/\r?\n/).flatMap((raw, index): readonly VersionFact[] => {
    const argument = /^\s*ARG\s+(\w+)=["']?([^\s"']+)/i.exec(raw);
    if (argument) known.set(argument[1] ?? "", argument[2] ?? "");
    const image = /^\s*FROM\s+(?:--\S+\s+)*(\S+)/i.exec(raw)?.[1];
    if (!image) return [];
    const { repository, tag } = parseImage(interpolate(image, known));
    const language = IMAGES[repository.replace(/^(?:[\w-]+\/)*library\//, "")];
    // FrankenPHP's own release comes first: "1-php8.5"
    const own = repository.endsWith("/frankenphp") ? /php(\d+(?:\.\d+)*)/ : /^(\d+(?:\.\d+)*)/;
    const spec = own.exec(tag ?? "")?.[1];
    if (!language || !spec) return [];
    const says = `FROM ${repository}:${tag}`;
    return [{ kind: "version", language, spec, says, file, line: index + 1 }];
  });
}
