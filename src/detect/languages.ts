import { LANGUAGE_IDS, type LanguageId } from "./detection.ts";

/** Languages that are recognised and have no dev container yet. */
export const UNPLANNED_LANGUAGE_IDS = [
  "bun",
  "deno",
  "php",
  "java",
  "kotlin",
  "rust",
  "elixir",
  "dotnet",
] as const;

/** Every language that detection tells apart. */
export const DETECTED_LANGUAGE_IDS = [...LANGUAGE_IDS, ...UNPLANNED_LANGUAGE_IDS] as const;
export type DetectedLanguageId = (typeof DETECTED_LANGUAGE_IDS)[number];

/** Whether a dev container can be made for it. */
export function isPlanned(id: DetectedLanguageId): id is LanguageId {
  return LANGUAGE_IDS.some((each) => each === id);
}
