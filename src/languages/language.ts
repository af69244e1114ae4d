/** The languages that detection tells apart and dockstart has a dev container for. */
export const LANGUAGE_IDS = [
  "ruby",
  "node",
  "bun",
  "deno",
  "python",
  "go",
  "php",
  "java",
  "kotlin",
  "rust",
  "elixir",
  "dotnet",
] as const;
export type LanguageId = (typeof LANGUAGE_IDS)[number];

/** Dev container features, id to options. */
export type Features = Readonly<Record<string, Readonly<Record<string, string>>>>;

/**
 * One language: how its releases are named, and how it becomes a dev container. A new language is
 * one file with one of these, one line in the registry, and a reader of its manifests in src/detect.
 */
export interface Language {
  /** As people write it. */
  readonly title: string;
  /** Its source files, to decide between equals. */
  readonly sources: string;
  /** Numbers that name a release: one for "22", two for "3.4". */
  readonly parts: 1 | 2;
  /**
   * Releases that have an image for amd64 and arm64, newest first; for Node.js those with long-term
   * support. Empty where only a feature brings the language.
   */
  readonly releases: readonly string[];
  /** The image for a release; undefined where there is none for it. */
  image(release: string): string | undefined;
  /** Features that its image needs besides. */
  readonly withImage?: Features;
  /**
   * The features that bring any other release.
   * @param release "18", or "latest"
   * @param exact the whole version, where the project states one: "18.20.8"
   */
  feature?(release: string, exact?: string): Features;
  /** The user that its image is made for. */
  readonly user: string;
  /** Editor extensions. */
  readonly extensions: readonly string[];
  /** Run once in a new container, in the project's folder. */
  readonly setup: string;
  /** Commands that add an engine's driver to its image, where it is not a package of the language's own. */
  readonly drivers?: Readonly<Record<string, string>>;
}
