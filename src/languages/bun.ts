import { USER } from "./images.ts";
import type { Language } from "./language.ts";

export const bun: Language = {
  title: "Bun",
  sources: "**/*.{js,ts,tsx,jsx,mjs,cjs,vue,svelte}",
  parts: 2,
  releases: [],
  image: () => undefined,
  // It takes a whole version, and nothing shorter.
  feature: (_, exact) => ({
    "ghcr.io/devcontainers-extra/features/bun:1": { version: exact ?? "latest" },
  }),
  user: USER,
  extensions: ["oven.bun-vscode"],
  setup: "bun install",
};
