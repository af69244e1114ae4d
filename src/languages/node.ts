import { devImages, officialFeature } from "./images.ts";
import type { Language } from "./language.ts";

const releases = ["24", "22", "20"];

export const node: Language = {
  title: "Node.js",
  sources: "**/*.{js,ts,tsx,jsx,mjs,cjs,vue,svelte}",
  parts: 1,
  releases,
  image: devImages({ name: "javascript-node:4", releases }),
  feature: officialFeature("node:2"),
  user: "node",
  extensions: ["dbaeumer.vscode-eslint"],
  setup:
    "if [ -f bun.lock ] || [ -f bun.lockb ]; then bun install; elif [ -f pnpm-lock.yaml ]; then corepack pnpm install; elif [ -f yarn.lock ]; then corepack yarn install; else npm install; fi",
};
