import type { Project } from "../../project/project.ts";
import type { Fact, VersionFact } from "../facts.ts";
import { type CodeToken, codeTokens } from "../parse/code_tokens.ts";
import { type Parsed, recordAt, textAt } from "../parse/shape.ts";
import { jvmVersion } from "./jvm_version.ts";

/** Gradle's version catalog. */
export const CATALOG = "gradle/libs.versions.toml";

/** The toolchains that scripts and plugins of the build's own set for all its parts. */
export function gradleVersions(project: Project, files: readonly string[]): readonly VersionFact[] {
  return files.flatMap((file) => buildVersions(file, codeTokens(project.text(file) ?? "", "c")));
}

const CATALOG_JAVA =
  /^(?:java|jdk|jvm)(?:[-_.]?(?:version|toolchain|compilation|release|language|target))?$/i;

/** Java's release in the catalog, for plugins of the build's own: `java-compilation = "25"`. */
export function catalogVersions({ value, line }: Parsed): readonly VersionFact[] {
  return Object.keys(recordAt(value, "versions")).flatMap((name) => {
    const spec = textAt(value, "versions", name) ?? "";
    if (!CATALOG_JAVA.test(name) || !/^\d+$/.test(spec)) return [];
    const at = { file: CATALOG, line: line(["versions", name]) };
    return jvmVersion({ spec, says: `${name} = "${spec}"`, ...at });
  });
}

/** What a build compiles with. */
const TOOLCHAINS = /^(?:languageVersion|jvmToolchain)$/;
/** Whether a fact is the toolchain of a build. */
export function isToolchain(fact: Fact): boolean {
  return fact.kind === "version" && TOOLCHAINS.test(fact.says.split(" ")[0] ?? "");
}

/** What it compiles for, which may be older. */
const TARGETS = /^(?:sourceCompatibility|jvmTarget|targetCompatibility)$/;
/** What a build calls the number itself: `javaVersion = 21`, `ext.modernJavaVersion = 25`. */
const NUMBERS =
  /^(?:[a-z]+J|j)ava(?:Language|Target|Major)?Version$|^jdk(?:Version)?$|^jvmVersion$/;

/** Java's release, wherever the build writes it; that of a toolchain first. */
export function buildVersions(file: string, tokens: readonly CodeToken[]): readonly VersionFact[] {
  return [
    ...releases(file, tokens, (name) => TOOLCHAINS.test(name)),
    ...releases(file, tokens, (name) => TARGETS.test(name) || NUMBERS.test(name)),
  ];
}

function releases(
  file: string,
  tokens: readonly CodeToken[],
  states: (name: string) => boolean,
): readonly VersionFact[] {
  return tokens.flatMap((token, index): readonly VersionFact[] => {
    const isOption = token.value === "release" && tokens[index - 2]?.value === "options";
    if (!states(isOption ? "targetCompatibility" : token.value)) return [];
    const near = tokens.slice(index + 1, index + 12)
      .filter(({ line }) => line === token.line);
    // Kotlin's own language has a version as well
    const isJava = near.some(({ value }) => value === "JavaLanguageVersion");
    if (token.value === "languageVersion" && !isJava) return [];
    const stated = near.map(({ value }) =>
      value.replace(/^(?:JavaVersion\.)?VERSION_|^JVM_|^1[._](?=\d)/, "")
    )
      .join("");
    const number = NUMBERS.test(token.value)
      ? /^(?::Int)?=(8|11|17|2[0-9])$/
      : /(?:^|\D)(8|11|17|2[0-9])(?:\D|$)/;
    const spec = number.exec(stated)?.[1];
    if (!spec) return [];
    return jvmVersion({ spec, says: `${token.value} ${spec}`, file, line: token.line });
  });
}
