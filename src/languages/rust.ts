import { devImages, officialFeature, USER } from "./images.ts";
import type { Language } from "./language.ts";

/** The image is the newest toolchain of this release, with rustup for a rust-toolchain.toml. */
const releases = ["1"];

export const rust: Language = {
  title: "Rust",
  sources: "**/*.rs",
  parts: 2,
  releases,
  image: devImages({ name: "rust:2", releases }),
  feature: officialFeature("rust:1"),
  user: USER,
  extensions: ["rust-lang.rust-analyzer"],
  setup: "cargo fetch",
};
