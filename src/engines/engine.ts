import type { EnginePlan, Login, ServerPlan } from "../plan/plan.ts";
import type { Alias, Reset } from "./alias.ts";
import type { Spotting } from "./spotting.ts";

/** The databases that dockstart runs and backs up. */
export const ENGINE_IDS = ["postgres", "mysql", "mariadb", "sqlite", "redis", "valkey"] as const;
export type EngineId = (typeof ENGINE_IDS)[number];

/** A value for docker-compose.yml: plain JSON, and references to a shared value. */
export type ComposeValue =
  | string
  | number
  | boolean
  | Alias
  | Reset
  | readonly ComposeValue[]
  | { readonly [key: string]: ComposeValue };
export type ComposeMap = { readonly [key: string]: ComposeValue };

/** What the application is to an engine. */
export interface Application {
  /** It names its database itself, per environment: the URL leaves the name out. */
  readonly namesOwnDatabase: boolean;
}

/** What an engine is among the others of the project. */
export interface Company {
  /** It holds the application's own data: DATABASE_URL is its. */
  readonly isMain: boolean;
  /** No other server of the project has a login. */
  readonly isOnlyLogin: boolean;
  /** All engines of the project. */
  readonly engines: readonly EngineId[];
}

/**
 * One database engine: how it is spotted, run, and backed up. A new engine is one file with one of
 * these, its scripts in templates/sidecar/engines, and one line in the registry.
 */
export interface Engine {
  readonly id: EngineId;
  /** As people write it: "PostgreSQL". */
  readonly title: string;
  readonly spotting: Spotting;
  /** How its server is run; absent for an engine that is a library and its files. */
  readonly server?: ServerKit;
  /**
   * Values that stand once, at the head of docker-compose.yml, by their keys; a server's image is
   * added to them. Services refer to them with an Alias.
   */
  shared(plan: EnginePlan, app: Application): Readonly<Record<string, string>>;
  /** What the application finds the engine by. */
  appEnvironment(plan: EnginePlan, company: Company): ComposeMap;
  /** Debian packages for the dev container: the client program and headers. */
  readonly appPackages: readonly string[];
  /** What the backup sidecar needs to reach the engine. */
  sidecarEnvironment(plan: EnginePlan, company: Company): ComposeMap;
  /** Alpine packages that the sidecar needs for it. */
  readonly sidecarPackages?: readonly string[];
  /**
   * Volumes that the sidecar needs for it.
   * @param project the project's folder, as compose is to be told of it
   */
  sidecarVolumes?(plan: EnginePlan, project: string): readonly string[];
  /** The program in the sidecar that takes the dump. */
  readonly dumpTool: string;
  /** Folders of templates/sidecar/engines whose files the sidecar needs for it. */
  readonly scripts: readonly string[];
  /**
   * How the proof's scripts (templates/proof/ID/{seed,damage,empty,fingerprint,contents}) are run in the
   * engine's own container, where they arrive on standard input.
   */
  proof(plan: EnginePlan): readonly string[];
  /** The engine whose proof it shares; its own where it is not given. */
  readonly proofOf?: EngineId;
}

/** How an engine's server becomes a container. */
export interface ServerKit {
  /** The image for a version that the project states ("16", "7.2"), or for none stated. */
  image(version?: string): string;
  /** Whether an image that the project uses takes the official one's variables and folders. */
  readonly likeOfficial: RegExp;
  readonly port: number;
  /** The seed's development login; absent for engines that have none. */
  login?(database: string): Login;
  /** The compose service without its image. `$` is Compose's own and doubled where it is meant. */
  service(server: ServerPlan): ComposeMap;
  /** Why its keys are there of which a reader would ask, by the key. */
  readonly reasons?: Readonly<Record<string, string>>;
  /** Named volumes that the service uses. */
  readonly volumes: readonly string[];
  /** Programs that the sidecar takes out of the server's own image; the first must be there. */
  readonly clientPrograms: readonly string[];
}
