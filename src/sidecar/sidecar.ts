import { join } from "node:path";
import { DockstartError } from "../errors.ts";
import type { RunOptions, RunResult } from "../host/host.ts";
import type { Docker } from "./docker.ts";
import { type Located, SIDECAR } from "./locate.ts";

/** How docker compose says that a variable, or the file with it, is not there. */
const WANTS_VARIABLES = /env file|variable|<empty>|empty section between colons/;
const NO_ENV =
  "What is missing is often set in an .env file that no clone has: look for an example of it.";

/** What docker knows of the sidecar's container. */
export interface ContainerState {
  /** "running", "exited", …; "absent" where there is no container. */
  readonly state: string;
  /** "healthy", "unhealthy", "starting"; empty where it does not run. */
  readonly health: string;
  /** What the last health check printed. */
  readonly report: string;
  /** The compose file that it was started with, where that is another copy of the project. */
  readonly elsewhere?: string;
}

/** Why the health check says that all is not well, a line each. */
export function unhealthyReasons({ report }: ContainerState): readonly string[] {
  return report.split("\n").flatMap((line) => /^unhealthy: (.*)$/.exec(line)?.[1] ?? []);
}

/** A compose file as `docker compose config` resolves it; only what is looked at here. */
export interface ComposeConfig {
  readonly name: string;
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly [key: string]: unknown;
}

export interface ComposeService {
  readonly image?: string;
  readonly environment?: Readonly<Record<string, string | null>>;
  readonly volumes?: readonly ComposeMount[];
  readonly [key: string]: unknown;
}

export interface ComposeMount {
  readonly type: string;
  readonly source?: string;
  readonly target: string;
  readonly [key: string]: unknown;
}

/** A project's backup sidecar: its files on disk, and its container through docker compose. */
export class Sidecar {
  #config: Promise<ComposeConfig> | undefined;

  constructor(readonly docker: Docker, readonly located: Located) {}

  /** The folder on this machine where the backups are. */
  get folder(): string {
    return join(this.located.home, "backups");
  }

  /** "docker compose -f … ", as it would be typed in the project's folder. */
  compose(args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
    const files = this.located.files.flatMap((file) => ["-f", file]);
    return this.docker.run(["compose", ...files, ...args], options);
  }

  /**
   * The compose files, resolved. Needs docker, and no running engine.
   * @throws DockstartError "failed" when docker compose refuses them
   */
  config(): Promise<ComposeConfig> {
    return this.#config ??= this.#readConfig();
  }

  async #readConfig(): Promise<ComposeConfig> {
    const { code, stdout, stderr } = await this.compose(["config", "--format", "json"]);
    if (code === 0) return JSON.parse(stdout);
    const files = `Mend what it names; the files are ${this.located.files.join(" and ")}.`;
    throw new DockstartError(
      "failed",
      `docker compose refuses the compose files: ${stderr.trim().split("\n").at(-1)}`,
      WANTS_VARIABLES.test(stderr) ? `${files} ${NO_ENV}` : files,
    );
  }

  /** What docker says of the container now. */
  async state(): Promise<ContainerState> {
    const listed = await this.docker.read(
      ["compose", ...this.located.files.flatMap((file) => ["-f", file]), "ps", "-a", "-q", SIDECAR],
    );
    const [id] = listed.trim().split("\n");
    if (!id) return { state: "absent", health: "", report: "" };
    const format = "{{json .State}}\n{{json .Config.Labels}}";
    const inspected = await this.docker.read(["inspect", "--format", format, id]);
    const [state, labels] = inspected.split("\n").map((line) => line ? JSON.parse(line) : {});
    const elsewhere = otherCopy(labels?.[STARTED_WITH], this.located);
    return {
      state: String(state.Status),
      health: state.Running ? String(state.Health?.Status ?? "") : "",
      report: String(state.Health?.Log?.at(-1)?.Output ?? "").trim(),
      ...(elsewhere ? { elsewhere } : {}),
    };
  }

  /**
   * The same, with health as it is at this moment: docker asks every ten seconds, and believes bad news
   * at the third time only.
   */
  async stateNow(): Promise<ContainerState> {
    const state = await this.state();
    const isJudged = state.health === "healthy" || state.health === "unhealthy";
    if (!isJudged || state.elsewhere) return state;
    const { code, stdout } = await this.compose(["exec", "-T", SIDECAR, "/scripts/healthcheck.sh"]);
    return { ...state, health: code === 0 ? "healthy" : "unhealthy", report: stdout.trim() };
  }

  /**
   * Runs one of the sidecar's scripts in its container. When the user asks to stop, the run inside is
   * stopped too: Ctrl-C ends docker's command alone.
   * @throws DockstartError "failed" when the container does not run; "interrupted"
   */
  async exec(argv: readonly string[], options: RunOptions = {}): Promise<RunResult> {
    await this.requireRunning();
    const { stopped } = this.docker.host;
    const stop = () =>
      this.compose(["exec", "-T", SIDECAR, "/scripts/stop.sh"], { unstoppable: true });
    let stopping: Promise<unknown> | undefined;
    const listener = () => void (stopping = stop());
    stopped.addEventListener("abort", listener);
    try {
      return await this.compose(["exec", "-T", SIDECAR, ...argv], options);
    } finally {
      stopped.removeEventListener("abort", listener);
      await stopping;
    }
  }

  /** @throws DockstartError "failed" when the container does not run, or runs for another copy of the project */
  async requireRunning(): Promise<void> {
    const state = await this.state();
    const refusal = this.refusal(state);
    if (refusal) throw refusal;
  }

  /** Why nothing can be asked of the sidecar in this state; undefined where it runs. */
  refusal({ state, elsewhere }: ContainerState): DockstartError | undefined {
    if (elsewhere) {
      return new DockstartError(
        "failed",
        `The sidecar of this name was started in another copy of the project: ${elsewhere}`,
        "Go there, or give this copy a name of its own: export COMPOSE_PROJECT_NAME=…, and start it.",
      );
    }
    if (state === "running") return undefined;
    const files = this.located.files.map((file) => `-f ${file}`).join(" ");
    return new DockstartError(
      "failed",
      state === "absent"
        ? "The backup sidecar has not been started"
        : `The backup sidecar does not run: it is ${state}`,
      `Start it: docker compose ${files} up -d ${SIDECAR}`,
    );
  }
}

/** Where docker compose notes with which files it has made a container. */
const STARTED_WITH = "com.docker.compose.project.config_files";

/**
 * The compose file of another copy of the project that a container was started with. A file that is not
 * there is no other copy: inside the dev container, the project has another path than outside.
 */
function otherCopy(label: unknown, { files }: Located): string | undefined {
  const started = String(label ?? "").split(",").find((file) =>
    /\.devcontainer[\\/]docker-compose(?:\.backup)?\.yml$/.test(file)
  );
  const theirs = started && realPath(started);
  if (!theirs || files.some((file) => realPath(file) === theirs)) return undefined;
  return started;
}

function realPath(path: string): string | undefined {
  try {
    return Deno.realPathSync(path);
  } catch {
    return undefined;
  }
}
