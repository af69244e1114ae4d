/** Where a dependency is published; package names mean nothing without it. */
export type Ecosystem =
  | "npm"
  | "pypi"
  | "gem"
  | "go"
  | "composer"
  | "maven"
  | "cargo"
  | "hex"
  | "nuget"
  | "deno";

/**
 * What an application uses a service as. It has one main database, and may have the others too;
 * "other" is what is only reported.
 */
export type ServiceRole = "database" | "documents" | "cache" | "other";

/**
 * Which facts speak for an engine, as plain tables. Detection joins them with the facts that the
 * ecosystems' readers found; how loudly each kind of fact speaks is decided there, once.
 */
export interface Spotting {
  /** As people write it: "PostgreSQL". */
  readonly title: string;
  readonly role: ServiceRole;
  /** It has no server: its data are files, and it works where nothing is set up. */
  readonly isFile?: boolean;
  /** It has no server and no files worth keeping: it is weighed against the others, and never selected. */
  readonly inProcess?: boolean;
  /**
   * Concrete drivers, and packages that cannot work without this engine, by ecosystem. "name[part]"
   * means the package with that extra or feature; a name that ends in "*" stands for its prefix,
   * and "@*\/name" for a fork under anybody's name.
   */
  readonly drivers: Readonly<Partial<Record<Ecosystem, readonly string[]>>>;
  /** Those of them that a framework's generator brings unasked: alone they say little. */
  readonly unasked?: Readonly<Partial<Record<Ecosystem, readonly string[]>>>;
  /** Clients of somebody else's service, which answers over HTTP: they need no server here. */
  readonly hosted?: Readonly<Partial<Record<Ecosystem, readonly string[]>>>;
  /** Names that configuration uses for it: adapters, dialects, URL schemes ("postgresql", "pg"). */
  readonly adapters: readonly string[];
  /** Image repositories without registry, tag and digest ("pgvector/pgvector"). */
  readonly images: readonly string[];
  /** Coordinate variables ("POSTGRES_HOST"): a hint, never a need. */
  readonly variables: readonly string[];
  /**
   * An engine that this one's clients take it for. "replaces": where this one's image runs, it is
   * what they mean. "serves": its image is just another way to run that engine.
   */
  readonly like?: { readonly engine: string; readonly image: "replaces" | "serves" };
}
