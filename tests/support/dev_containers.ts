/** The dev containers' own client, and images that stand in for those of its registry. */
import { deepStrictEqual as equal } from "node:assert";
import { docker, type Output } from "./docker.ts";

const CLIENT = "@devcontainers/cli@0.89.0";

/** The client's commands for the project in a folder. */
export function devContainers(
  folder: string,
): (command: string, ...args: string[]) => Promise<Output> {
  return async (command, ...args) => {
    const { code, stdout, stderr } = await new Deno.Command("npx", {
      args: ["--yes", CLIENT, command, "--workspace-folder", folder, ...args],
      stdin: "null",
    }).output();
    const decoder = new TextDecoder();
    return { code, stdout: decoder.decode(stdout), stderr: decoder.decode(stderr) };
  };
}

/** Ruby's image, which a test must not need a registry for: see the Dockerfile that is generated. */
export async function standInForRuby(): Promise<void> {
  const base = "mcr.microsoft.com/devcontainers/ruby:3-3.4-trixie";
  if ((await docker(["image", "inspect", base])).code === 0) return;
  if ((await docker(["pull", "--quiet", base])).code === 0) return;
  // where it cannot be had: the same distribution and users, without the language
  const recipe = `FROM debian:trixie-slim
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates git procps sudo \\
 && useradd --create-home --shell /bin/bash vscode
`;
  const built = await docker(["build", "-t", base, "-"], { stdin: recipe });
  equal(built.code, 0, built.stderr.slice(-2000));
}
