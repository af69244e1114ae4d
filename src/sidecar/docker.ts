import { DockstartError } from "../errors.ts";
import type { Host, RunOptions, RunResult } from "../host/host.ts";

/** The oldest engine that this is tried with: health checks and `docker compose` need no newer one. */
const OLDEST_ENGINE = 20;

/** The docker command line: the only way in which dockstart reaches an engine. */
export class Docker {
  constructor(readonly host: Host) {}

  /**
   * Runs docker to its end.
   * @throws DockstartError "no-docker" when the engine cannot be used, for whatever reason
   */
  async run(args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
    const result = await this.host.run(["docker", ...args], options);
    if (result.code !== 0) refuseUnusable(result.stderr);
    return result;
  }

  /**
   * Runs docker and gives what it printed.
   * @throws DockstartError "no-docker" as `run` does, "failed" when the command fails
   */
  async read(args: readonly string[], options: RunOptions = {}): Promise<string> {
    const { code, stdout, stderr } = await this.run(args, options);
    if (code === 0) return stdout;
    throw new DockstartError(
      "failed",
      `docker ${args[0]} failed: ${lastLine(stderr)}`,
      "The message is docker's own; mend what it names and try again.",
    );
  }

  /**
   * Looks whether everything is there: engine, permission, Compose.
   * @throws DockstartError "no-docker" naming what is missing, and what to do
   */
  async check(): Promise<void> {
    const version = await this.read(["version", "--format", "{{.Server.Version}}"]);
    const major = Number(/^\d+/.exec(version)?.[0] ?? OLDEST_ENGINE);
    if (major < OLDEST_ENGINE) {
      throw unusable(
        `The Docker engine is of version ${version.trim()}, which is too old`,
        `Update it to ${OLDEST_ENGINE} or newer.`,
      );
    }
    const compose = await this.run(["compose", "version"]);
    if (compose.code !== 0) {
      throw unusable(
        "Docker has no Compose plugin",
        "Install it: the package is docker-compose-plugin, or docker-compose in Debian; Docker Desktop has it.",
      );
    }
  }
}

/** What a line of docker's standard error means for people: [pattern, message, hint]. */
const REASONS: readonly (readonly [RegExp, string, string])[] = [
  [
    /permission denied.*(?:docker\.sock|daemon|socket)|dial unix .*permission denied/is,
    "You may not use the Docker engine: its socket refuses you",
    'Add yourself to the group "docker" and log in again, or use rootless Docker.',
  ],
  [
    /cannot connect to the docker daemon|is the docker daemon running|error during connect|dial (?:tcp|unix) .*(?:refused|no such file|no such host|timeout)/is,
    "The Docker engine does not answer",
    "Start Docker Desktop or the docker service; docker context ls shows which engine is meant.",
  ],
  [
    /no space left on device/i,
    "The disk of the Docker engine is full",
    "docker system df shows what takes the room; docker image prune removes unused images.",
  ],
  [
    /is not a docker command|unknown shorthand flag: '[fp]' in -[fp]|unknown flag: --(?:file|project-name)/i,
    "Docker has no Compose plugin",
    "Install it: the package is docker-compose-plugin, or docker-compose in Debian; Docker Desktop has it.",
  ],
  [
    /buildx.*(?:not found|missing|is not installed)|BuildKit is enabled but the buildx component is missing/is,
    "Docker has no Buildx plugin, which builds images",
    "Install it: the package is docker-buildx-plugin, or docker-buildx in Debian.",
  ],
];

/** @throws DockstartError "no-docker" when this is docker saying that its engine cannot be used */
export function refuseUnusable(stderr: string): void {
  if (unfetchedImage(stderr)) return;
  const known = REASONS.find(([pattern]) => pattern.test(stderr));
  if (known) throw unusable(known[1], known[2]);
}

/** How docker, Compose and BuildKit say that a registry has not given them an image; its name is captured, where they say it. */
const UNFETCHED: readonly RegExp[] = [
  /\/v2\/(?:library\/)?(\S+?\/manifests\/[^"\s]+)"/,
  /failed to resolve source metadata for (?:docker\.io\/)?(?:library\/)?([^\s:]+(?::[\w.-]+)?)/,
  /manifest for (\S+) not found/,
  /pull access denied for ([^\s,]+)/,
  /toomanyrequests/,
  /"https?:\/\/[^"/]+\/v2\/"/,
];

/** What is said of an image that could not be had, and what to do about it. */
export interface Unfetched {
  readonly message: string;
  readonly hint: string;
}

/** Whether this is docker saying that a registry has not given it an image: the engine itself is well. */
export function unfetchedImage(stderr: string): Unfetched | undefined {
  const found = UNFETCHED.map((pattern) => pattern.exec(stderr)).find((match) => match !== null);
  if (!found) return undefined;
  const image = found[1]
    ?.replace(/\/manifests\/(sha256:)?/, (_, digest) => digest ? `@${digest}` : ":");
  const why = lastLine(stderr).replace(/^Error response from daemon: /, "")
    .split(/"?: (?=dial |net\/http|EOF|context |tls|not found|pull access|toomany)/).at(-1);
  return {
    message: `${image ?? "An image"} could not be fetched: ${why}`,
    hint: `docker pull ${
      image ? `${image} ` : ""
    }shows the same: look at the network, the proxy, docker login, and whether there is such a release.`,
  };
}

function unusable(message: string, hint: string): DockstartError {
  return new DockstartError("no-docker", message, hint);
}

/** The last line with anything in it. */
export function lastLine(text: string): string {
  return text.trimEnd().split("\n").findLast((line) => line.trim() !== "")?.trim() ??
    "it gave no reason";
}
