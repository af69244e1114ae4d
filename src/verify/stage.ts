import type { EngineId } from "../engines/engine.ts";
import { ENGINES } from "../engines/registry.ts";
import type { RunResult } from "../host/host.ts";
import type { Templates } from "../render/render.ts";
import { type Docker, lastLine, unfetchedImage } from "../sidecar/docker.ts";
import { SIDECAR } from "../sidecar/locate.ts";
import { copySource, type Isolation } from "./isolate.ts";
import type { Subject } from "./subjects.ts";

/** What a step failed for; the step's name and engine are added by whoever runs it. */
export class StepFailure extends Error {
  /**
   * @param log what was printed meanwhile
   * @param hint what to do, where more is known than the step's own hint says
   */
  constructor(message: string, readonly log: readonly string[] = [], readonly hint?: string) {
    super(message);
  }
}

/** The failure of a docker command: its own last line, or what is known of that. */
function failureOf(stderr: string, log: readonly string[], prefix = ""): StepFailure {
  const unfetched = unfetchedImage(stderr);
  return unfetched
    ? new StepFailure(unfetched.message, log, unfetched.hint)
    : new StepFailure(prefix + lastLine(stderr), log);
}

/** A proof's scripts: see templates/proof. */
export type ProofScript = "seed" | "damage" | "empty" | "fingerprint" | "contents" | "faulty";

/** Where the clients of Redis and Valkey look for a password. */
const AUTH = "REDISCLI_AUTH";

/** The isolated databases and their sidecar, running. */
export class Stage {
  constructor(
    readonly docker: Docker,
    readonly isolation: Isolation,
    readonly templates: Templates,
  ) {}

  /** `docker compose` on the isolated project. */
  compose(args: readonly string[]): Promise<RunResult> {
    const { compose, project } = this.isolation;
    return this.docker.run(["compose", "-p", project, "-f", "-", ...args], { stdin: compose });
  }

  /** The same, where a failure ends the step. */
  async must(args: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await this.compose(args);
    if (code === 0) return stdout;
    throw failureOf(stderr, lastLines(stderr));
  }

  /** Builds the sidecar's image from the files on disk. */
  async build(): Promise<void> {
    await this.must(["build", "--quiet", SIDECAR]);
  }

  /**
   * Starts the databases and waits until they answer. What has no server is worked on in the sidecar,
   * which waits until there is something to back up.
   */
  async startServers(subjects: readonly Subject[]): Promise<void> {
    const services = subjects.flatMap(({ plan }) => plan.server?.service ?? []);
    await this.must(["create", SIDECAR]);
    for (const file of this.isolation.hostFiles) {
      const { code, stderr } = await this.copy(copySource(file), file.service, file.target);
      if (code !== 0) {
        throw new StepFailure(`${file.source} could not be copied: ${lastLine(stderr)}`);
      }
    }
    if (services.length > 0) await this.#waitFor(services);
    if (subjects.some(({ plan }) => !plan.server)) await this.startSidecar();
  }

  async #waitFor(services: readonly string[]): Promise<void> {
    const { code, stderr } = await this.compose([
      "up",
      "-d",
      "--no-recreate",
      "--wait",
      "--wait-timeout",
      "120",
      ...services,
    ]);
    if (code === 0) return;
    const { stdout } = await this.compose(["logs", "--no-color", "--tail", "20", ...services]);
    throw failureOf(stderr, lastLines(stdout), "The databases did not start: ");
  }

  async startSidecar(): Promise<void> {
    await this.must(["up", "-d", "--no-recreate", SIDECAR]);
  }

  /** Runs a command in the sidecar. */
  async sidecar(
    argv: readonly string[],
    environment: Readonly<Record<string, string>> = {},
    stdin?: Uint8Array,
  ): Promise<RunResult> {
    const variables = Object.entries(environment).flatMap(([name, value]) => [
      "-e",
      `${name}=${value}`,
    ]);
    const input = stdin ? ["-i"] : [];
    return await this.docker.run(
      ["exec", ...input, ...variables, await this.#container(SIDECAR), ...argv],
      stdin ? { stdin } : {},
    );
  }

  /** Copies a file of this machine into a container. */
  async copy(source: string, service: string, target: string): Promise<RunResult> {
    return await this.docker.run(["cp", source, `${await this.#container(service)}:${target}`]);
  }

  /** Runs shell lines in the sidecar, where a failure ends the step. */
  async shell(script: string, environment: Readonly<Record<string, string>> = {}): Promise<string> {
    const { code, stdout, stderr } = await this.sidecar(["sh", "-c", script], environment);
    if (code === 0) return stdout;
    throw new StepFailure(lastLine(stderr || stdout), lastLines(stdout + stderr));
  }

  /** Runs one of an engine's proof scripts beside its data. */
  async proof({ id, password, plan }: Subject, script: ProofScript): Promise<string> {
    const text = proofScript(this.templates, id, script);
    const container = await this.#container(plan.server?.service ?? SIDECAR);
    const { code, stdout, stderr } = await this.docker.run(
      // docker takes the value out of its own environment: it stands in no process list
      ["exec", "-i", ...(password ? ["-e", AUTH] : []), container, ...ENGINES[id].proof(plan)],
      { stdin: text, ...(password ? { env: { [AUTH]: password } } : {}) },
    );
    if (code === 0 && !/^ERROR/m.test(stderr)) return stdout;
    throw new StepFailure(`${script} failed: ${lastLine(stderr)}`, lastLines(stderr));
  }

  /** The container of a service; `docker exec` is much faster than `docker compose exec`. */
  async #container(service: string): Promise<string> {
    const known = this.#containers.get(service);
    if (known) return known;
    const [id = ""] = (await this.must(["ps", "-a", "-q", service])).trim().split("\n");
    if (!id) throw new StepFailure(`There is no container of ${service}`);
    this.#containers.set(service, id);
    return id;
  }

  readonly #containers = new Map<string, string>();
}

/**
 * One of an engine's proof scripts, in whatever language it is.
 * @throws Error when it is missing: the templates are part of the program
 */
export function proofScript(templates: Templates, id: EngineId, script: ProofScript): string {
  const start = `proof/${ENGINES[id].proofOf ?? id}/${script}.`;
  const text = [...templates].find(([path]) => path.startsWith(start))?.[1];
  if (text === undefined) throw new Error(`The proof of ${id} has no ${script}.`);
  return text;
}

/** The last lines of what was printed: enough to see what went wrong. */
export function lastLines(text: string): readonly string[] {
  return text.trimEnd().split("\n").slice(-12);
}
