import { ENGINES } from "../../src/engines/registry.ts";
import type { EngineId } from "../../src/engines/engine.ts";
import { loadTemplates } from "../../src/host/templates.ts";
import { TEMPLATES } from "./templates.ts";
import type { EnginePlan, Login, Plan } from "../../src/plan/plan.ts";
import { render } from "../../src/render/render.ts";
import { type ProofScript, proofScript } from "../../src/verify/stage.ts";
import { docker, type Output, until } from "./docker.ts";

const templates = loadTemplates(TEMPLATES);
/** The owner of the backups folder in every test: not root, and no user of the images. */
export const OWNER = 1234;
/** The owner of the project's own files: somebody else again. */
export const APP_OWNER = 4321;

/** One engine of a stack: a server's image, or the files of an engine that has no server. */
export interface StackEngine {
  readonly id: EngineId;
  readonly image?: string;
  readonly login?: Login;
  /** Paths below the project's folder. */
  readonly files?: readonly string[];
}

export interface StackWishes {
  readonly engines: readonly StackEngine[];
  readonly redisMethod?: "stream" | "docker-cp";
  /** More of docker-compose.yml, merged over the generated one. */
  readonly override?: Record<string, Record<string, unknown>>;
}

/** What init generates for some engines, running for real: databases and sidecar, no application. */
export class Stack {
  private constructor(readonly folder: string, readonly plan: Plan) {}

  /** Starts it and waits until the sidecar is healthy: the first backups are then made. */
  static async start(wishes: StackWishes): Promise<Stack> {
    const folder = await Deno.makeTempDir({ prefix: "dockstart-stack-" });
    const name = `dockstart-test-${folder.slice(-8).toLowerCase().replace(/[^a-z0-9]/g, "x")}`;
    const stack = new Stack(folder, planFor(wishes, name));
    await stack.write(wishes);
    const up = await stack.compose(["up", "-d", "--build", "--wait", "db-backup"]);
    if (up.code !== 0) {
      const logs = await stack.compose(["logs", "--no-color"]);
      await stack.remove();
      throw new Error(`The stack did not start:\n${up.stderr}\n${logs.stdout.slice(-4000)}`);
    }
    await stack.idle();
    return stack;
  }

  /**
   * Waits until no run is under way. Docker calls the sidecar healthy as soon as the first backup is made,
   * and that may still be copied elsewhere.
   */
  idle(): Promise<void> {
    const lock = "/backup/.state/lock";
    return until("the first run is over", async () => {
      const look = await this.sidecar(["sh", "-c", `[ ! -e ${lock} ] || flock -n ${lock} true`]);
      return look.code === 0;
    });
  }

  get backups(): string {
    return `${this.folder}/.devcontainer/backups`;
  }

  private async write(wishes: StackWishes): Promise<void> {
    for (const [path, file] of render(this.plan, templates)) {
      const target = `${this.folder}/${path}`;
      await Deno.mkdir(target.slice(0, target.lastIndexOf("/")), { recursive: true });
      await Deno.writeTextFile(target, file.text, { mode: file.mode });
      await Deno.chmod(target, file.mode);
    }
    await Deno.chown(this.backups, OWNER, OWNER);
    for (const folder of this.plan.engines.flatMap(({ folders }) => folders ?? [])) {
      await Deno.mkdir(`${this.folder}/${folder}`, { recursive: true });
      await Deno.chown(`${this.folder}/${folder}`, APP_OWNER, APP_OWNER);
    }
    // a tiny disk to fill up
    const services = { ...wishes.override };
    const { tmpfs = [], ...sidecar } = services["db-backup"] ?? {};
    const disks = [...tmpfs as string[], "/tiny:size=8k,mode=1777"];
    services["db-backup"] = { ...sidecar, tmpfs: disks };
    // nobody waits for a health check that is not due yet
    const servers = this.plan.engines.flatMap(({ server }) => server?.service ?? []);
    for (const service of ["db-backup", ...servers]) {
      services[service] = { healthcheck: { interval: "1s" }, ...services[service] };
    }
    const override = { services };
    await Deno.writeTextFile(`${this.folder}/override.json`, JSON.stringify(override));
  }

  compose(args: readonly string[], stdin?: Uint8Array | string): Promise<Output> {
    return docker([
      "compose",
      "-f",
      `${this.folder}/.devcontainer/docker-compose.yml`,
      "-f",
      `${this.folder}/override.json`,
      ...args,
    ], stdin === undefined ? {} : { stdin });
  }

  /** `docker compose exec -T` in the sidecar, with variables for this one command. */
  sidecar(argv: readonly string[], env: Record<string, string> = {}): Promise<Output> {
    const variables = Object.entries(env).flatMap(([name, value]) => ["-e", `${name}=${value}`]);
    return this.compose(["exec", "-T", ...variables, "db-backup", ...argv]);
  }

  /** Every process of the sidecar with its arguments, looked at over and over while something runs. */
  async processesDuring(body: () => Promise<void>): Promise<string> {
    const look = "rm -f /tmp/seen; touch /tmp/looking; until [ -e /tmp/seen ]; do ps -o args; done";
    const watch = this.sidecar(["sh", "-c", look]);
    await until("somebody looks", async () => {
      return (await this.sidecar(["rm", "/tmp/looking"])).code === 0;
    });
    try {
      await body();
    } finally {
      await this.sidecar(["touch", "/tmp/seen"]);
    }
    return (await watch).stdout;
  }

  engine(id: EngineId): EnginePlan {
    const engine = this.plan.engines.find((each) => each.id === id);
    if (!engine) throw new Error(`The stack has no ${id}.`);
    return engine;
  }

  /** The service that runs an engine, or that its program is in. */
  serviceOf(id: EngineId): string {
    return this.engine(id).server?.service ?? "db-backup";
  }

  /** Runs one of the engine's proof scripts in its own container. */
  proof(id: EngineId, script: ProofScript): Promise<string> {
    return this.feed(id, proofScript(templates, id, script));
  }

  /** Runs a script of the engine's own client in its own container, as the proof's are run. */
  async feed(id: EngineId, script: string): Promise<string> {
    const argv = ["exec", "-T", this.serviceOf(id), ...ENGINES[id].proof(this.engine(id))];
    const { code, stdout, stderr } = await this.compose(argv, script);
    if (code !== 0 || stderr.includes("ERROR")) {
      throw new Error(`${id} refuses ${script.slice(0, 80)}…:\n${stderr}\n${stdout.slice(-2000)}`);
    }
    return stdout;
  }

  /** Names in the backups folder that match, sorted. */
  async files(pattern: RegExp): Promise<string[]> {
    const names: string[] = [];
    for await (const entry of Deno.readDir(this.backups)) {
      if (entry.isFile && pattern.test(entry.name)) names.push(entry.name);
    }
    return names.sort();
  }

  /** Every backup's bytes, as a digest by name: what no failure may change. */
  async contents(): Promise<Record<string, string>> {
    const digests: Record<string, string> = {};
    for (const name of await this.files(/^[^.]/)) {
      const bytes = await Deno.readFile(`${this.backups}/${name}`);
      digests[name] = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).toHex();
    }
    return digests;
  }

  async untilHealthy(): Promise<void> {
    const id = (await this.compose(["ps", "-q", "db-backup"])).stdout.trim();
    await until("the sidecar is healthy", async () => {
      const state = await docker(["inspect", "-f", "{{.State.Health.Status}}", id]);
      return state.stdout.trim() === "healthy";
    });
  }

  async remove(): Promise<void> {
    await this.compose(["down", "-v", "--remove-orphans", "--rmi", "local", "-t", "1"]);
    await Deno.remove(this.folder, { recursive: true });
  }
}

function planFor(wishes: StackWishes, name: string): Plan {
  const engines = wishes.engines.map(({ id, image = "", login, files }): EnginePlan => {
    const kit = ENGINES[id].server;
    if (!kit) return { id, ...(files ? { files, folders: foldersOf(files) } : {}) };
    const given = login ?? kit.login?.("shop_development");
    const server = { service: id, image, port: kit.port };
    return { id, server, ...(given ? { login: given } : {}) };
  });
  return {
    schema: 1,
    project: "shop",
    name,
    workspace: "/workspaces/shop",
    app: {
      language: "ruby",
      version: "3.4",
      confidence: 1,
      image: "debian:trixie-slim",
      features: {},
      packages: [],
      drivers: [],
      user: "vscode",
      ports: [],
      extensions: [],
      namesOwnDatabase: false,
    },
    engines,
    backup: {
      schedule: "0 3 * * *",
      words: "daily at 3 AM",
      retentionDays: 7,
      redisMethod: wishes.redisMethod ?? "stream",
      engines: wishes.engines.map(({ id }) => id),
    },
    decisions: [],
  };
}

function foldersOf(files: readonly string[]): readonly string[] {
  return [...new Set(files.map((file) => file.slice(0, file.lastIndexOf("/"))))];
}
