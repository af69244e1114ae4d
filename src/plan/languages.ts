import type { LanguageId } from "../detect/detection.ts";

/** How a language becomes a dev container. */
export interface LanguageKit {
  /** As people write it. */
  readonly title: string;
  /** Repository of the dev container images, with the image's own major version. */
  readonly repository: string;
  readonly imageMajor: number;
  /**
   * Releases that have an image for amd64 and arm64, newest first (devcontainers/images,
   * src/LANGUAGE/manifest.json).
   */
  readonly releases: readonly string[];
  /** The user that the image is made for. */
  readonly user: string;
  /** The dev container feature that installs any other release. */
  readonly feature: string;
  readonly extensions: readonly string[];
  /** Run once in a new container, in the project's folder. */
  readonly setup: string;
}

const IMAGES = "mcr.microsoft.com/devcontainers";
const FEATURES = "ghcr.io/devcontainers/features";

/** For a release that has no image of its own; the feature brings the language. */
export const BASE_IMAGE = `${IMAGES}/base:2-trixie`;

export const LANGUAGES: Record<LanguageId, LanguageKit> = {
  ruby: {
    title: "Ruby",
    repository: `${IMAGES}/ruby`,
    imageMajor: 3,
    releases: ["4.0", "3.4", "3.3"],
    user: "vscode",
    feature: `${FEATURES}/ruby:2`,
    extensions: ["Shopify.ruby-lsp"],
    setup: "bundle install",
  },
  node: {
    title: "Node.js",
    repository: `${IMAGES}/javascript-node`,
    imageMajor: 4,
    releases: ["24", "22", "20"],
    user: "node",
    feature: `${FEATURES}/node:2`,
    extensions: ["dbaeumer.vscode-eslint"],
    setup:
      "if [ -f pnpm-lock.yaml ]; then corepack pnpm install; elif [ -f yarn.lock ]; then corepack yarn install; else npm install; fi",
  },
  python: {
    title: "Python",
    repository: `${IMAGES}/python`,
    imageMajor: 3,
    releases: ["3.14", "3.13", "3.12", "3.11", "3.10"],
    user: "vscode",
    feature: `${FEATURES}/python:1`,
    extensions: ["ms-python.python"],
    setup:
      "if [ -f requirements.txt ]; then pip install --user -r requirements.txt; elif [ -f pyproject.toml ]; then pip install --user -e .; fi",
  },
  go: {
    title: "Go",
    repository: `${IMAGES}/go`,
    imageMajor: 2,
    releases: ["1.26", "1.25"],
    user: "vscode",
    feature: `${FEATURES}/go:1`,
    extensions: ["golang.go"],
    setup: "go mod download",
  },
};

/** What a framework adds to its language. */
export interface FrameworkKit {
  readonly port: number;
  readonly setup?: string;
  /** The database's name is in the project's configuration, one for each environment. */
  readonly namesOwnDatabase?: boolean;
}

export const FRAMEWORKS: Readonly<Record<string, FrameworkKit>> = {
  rails: { port: 3000, setup: "bin/setup --skip-server", namesOwnDatabase: true },
  django: { port: 8000 },
  fastapi: { port: 8000 },
  flask: { port: 5000 },
  express: { port: 3000 },
  nextjs: { port: 3000 },
};
