import type { EngineId } from "../engines/engine.ts";
import type { Features, LanguageId } from "../languages/language.ts";

/** What the user asked for, checked: each one overrules what detection would have decided. */
export interface Wishes {
  /** Exactly these services, whatever was detected; empty for none. */
  readonly services?: readonly EngineId[];
  readonly language?: LanguageId;
  /** The application's folder, where the project has several. */
  readonly path?: string;
  /** A crontab schedule that supercronic accepts. */
  readonly schedule: string;
  /** Whole days, one or more. */
  readonly retentionDays: number;
  readonly backup: boolean;
  /** The sidecar is not started unless its profile, "backup", is asked for. */
  readonly backupProfile: boolean;
  readonly redisMethod: RedisMethod;
  /** The project's own compose files whose databases are used; empty for none, absent to find them. */
  readonly compose?: readonly string[];
  /** The sidecar alone, beside the project's own compose file, and no dev container. */
  readonly only?: Part;
}

/** What can be had without the rest. */
export const PARTS = ["backup"] as const;
export type Part = (typeof PARTS)[number];

/** How Redis is dumped: over the wire, or by BGSAVE and `docker cp` through the Docker socket. */
export const REDIS_METHODS = ["stream", "docker-cp"] as const;
export type RedisMethod = (typeof REDIS_METHODS)[number];

/** Everything that init will generate, as plain JSON; `dockstart plan` prints it. */
export interface Plan {
  readonly schema: 1;
  /** The project's name in words: the folder's. */
  readonly project: string;
  /** The compose project's name. */
  readonly name: string;
  /** The folder in the dev container where the project is mounted. */
  readonly workspace: string;
  /** Absent where only the backups are wanted. */
  readonly app?: AppPlan;
  /** The project's own compose files, to which the generated one is added; absent where there is none. */
  readonly beside?: Beside;
  readonly engines: readonly EnginePlan[];
  /** Absent when there is nothing to back up or backups were not wanted. */
  readonly backup?: BackupPlan;
  readonly decisions: readonly Decision[];
}

/** What is there already and used as it is. */
export interface Beside {
  /** Paths inside the project, in the order in which docker compose is given them. */
  readonly files: readonly string[];
  /** The application's service in the generated file: a name that they do not use. */
  readonly appService: string;
}

export interface AppPlan {
  readonly language: LanguageId;
  readonly version: string;
  readonly confidence: number;
  /** A multi-arch dev container image. */
  readonly image: string;
  /** Dev container features, id to options. */
  readonly features: Features;
  /** Debian packages: client programs and headers for the engines in use. */
  readonly packages: readonly string[];
  /** Commands that add what the language needs to reach the engines in use. */
  readonly drivers: readonly string[];
  readonly user: string;
  /** Ports that the application listens on in development. */
  readonly ports: readonly number[];
  /** Run once after the container was made. */
  readonly setup?: string;
  /** Editor extensions for the language. */
  readonly extensions: readonly string[];
  /** Rails takes the database's name from config/database.yml, so that tests have their own. */
  readonly namesOwnDatabase: boolean;
}

export interface EnginePlan {
  readonly id: EngineId;
  /** The container that it runs in; absent for an engine that is a library and its files. */
  readonly server?: ServerPlan;
  readonly login?: Login;
  /** The database files below the project's folder, the application's main one first. */
  readonly files?: readonly string[];
  /** The folders that they are in, and that are there; "" for the project's own. None is inside another. */
  readonly folders?: readonly string[];
}

export interface ServerPlan {
  /** The compose service's name, which is also its host name. */
  readonly service: string;
  readonly image: string;
  readonly port: number;
  /** The project's own service that is used; absent where the service is generated. */
  readonly running?: RunningServer;
}

/**
 * A server that the project's own compose file runs. Its texts are Compose's expressions, as they are
 * written there: "${DB_PASSWORD:-secret}" stays that, and no real .env is ever copied from.
 */
export interface RunningServer {
  readonly file: string;
  readonly image: string;
  /** Absent where only an env_file knows it. */
  readonly user?: string;
  readonly password?: string;
  readonly database?: string;
  /** A file in the container that holds the password: a secret of the compose file. */
  readonly passwordFile?: string;
  readonly envFiles: readonly Json[];
  readonly secrets: readonly Json[];
  /** Empty for the default network. */
  readonly networks: readonly string[];
  readonly hasHealthCheck: boolean;
  /** The project starts it only where a profile is asked for. */
  readonly isInProfile: boolean;
}

export type Json = string | number | boolean | readonly Json[] | { readonly [key: string]: Json };

export interface Login {
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

export interface BackupPlan {
  /** A crontab schedule. */
  readonly schedule: string;
  /** The schedule in words: "daily at 3 AM". */
  readonly words: string;
  readonly retentionDays: number;
  readonly redisMethod: RedisMethod;
  readonly engines: readonly EngineId[];
  /** The compose profile that it belongs to; absent where it always starts. */
  readonly profile?: string;
}

/** One entry of the decision log: what was decided, and why. */
export interface Decision {
  readonly about: string;
  readonly chose: string;
  readonly because: string;
}
