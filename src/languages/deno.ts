import { USER } from "./images.ts";
import type { Language } from "./language.ts";

export const deno: Language = {
  title: "Deno",
  sources: "**/*.{js,ts,tsx,jsx,mjs}",
  parts: 2,
  releases: [],
  image: () => undefined,
  // It takes a whole version, and nothing shorter.
  feature: (_, exact) => ({
    "ghcr.io/devcontainers-community/features/deno:1": { version: exact ?? "latest" },
  }),
  user: USER,
  extensions: ["denoland.vscode-deno"],
  setup: "deno install",
};
