import { USER } from "./images.ts";
import type { Language } from "./language.ts";

/**
 * There is neither a dev container image nor a feature that is kept up: the official image, which has
 * Erlang, becomes one by the feature that makes the others' user.
 */
export const elixir: Language = {
  title: "Elixir",
  sources: "**/*.{ex,exs}",
  parts: 2,
  releases: ["1.20", "1.19", "1.18", "1.17", "1.16", "1.15"],
  image: (release) => `elixir:${release}`,
  withImage: { "ghcr.io/devcontainers/features/common-utils:2": { username: USER } },
  user: USER,
  extensions: ["elixir-lsp.elixir-ls"],
  setup: "mix local.hex --force && mix local.rebar --force && mix deps.get",
};
