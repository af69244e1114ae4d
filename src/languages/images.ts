import type { Features } from "./language.ts";

const IMAGES = "mcr.microsoft.com/devcontainers";
const FEATURES = "ghcr.io/devcontainers/features";

/** For a release that has no image of its own; the feature brings the language. */
export const BASE_IMAGE = `${IMAGES}/base:2-trixie`;

/** The user of the base image, and of all the others but Node.js'. */
export const USER = "vscode";

interface Images {
  /** The image's name, with its own major version: "ruby:3" (devcontainers/images, src/NAME/manifest.json). */
  readonly name: string;
  readonly releases: readonly string[];
  /** The system's name in the tag; Debian's current one unless it is said. */
  readonly system?: string;
}

/** The dev container images of a language, by its releases. */
export function devImages(
  { name, releases, system = "trixie" }: Images,
): (release: string) => string | undefined {
  return (release) =>
    releases.includes(release) ? `${IMAGES}/${name}-${release}-${system}` : undefined;
}

/** An official feature ("node:2") for whatever release is wanted. */
export function officialFeature(
  name: string,
  options: Readonly<Record<string, string>> = {},
): (release: string) => Features {
  return (version) => ({ [`${FEATURES}/${name}`]: { version, ...options } });
}
