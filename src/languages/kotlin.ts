import { java } from "./java.ts";
import type { Language } from "./language.ts";

/** It runs on Java: its releases here are Java's, and its build brings the compiler. */
export const kotlin: Language = {
  ...java,
  title: "Kotlin",
  sources: "**/*.kt",
  extensions: [...java.extensions, "fwcd.kotlin"],
};
