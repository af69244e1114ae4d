import type { VersionFact } from "../facts.ts";

/** A release of Java, for both languages: Kotlin runs on it, and its dev container wants it too. */
export function jvmVersion(
  stated: Omit<VersionFact, "kind" | "language">,
): readonly VersionFact[] {
  return (["java", "kotlin"] as const).map((language) => ({
    ...stated,
    kind: "version",
    language,
  }));
}
