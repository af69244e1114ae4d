import type { Project } from "../../project/project.ts";
import type { Fact, LanguageFact, VersionFact } from "../facts.ts";
import { depthOf, folderOf, manifests } from "../places.ts";
import { gradleFacts, gradleVersions } from "./gradle.ts";
import { mavenFacts } from "./maven.ts";
import { readJvmResources } from "./jvm_resources.ts";
import { readSpring } from "./spring.ts";
import { toolVersions } from "./tool_versions.ts";

/** Reads Maven and Gradle builds, Spring's and Quarkus' settings, and Java's version files. */
export function readJvm(project: Project): readonly Fact[] {
  const poms = manifests(project, "pom.xml");
  const builds = [
    ...manifests(project, "build.gradle{,.kts}"),
    ...manifests(project, "*.gradle{,.kts}").filter(isCalledAfterFolder),
  ];
  const found = [
    ...poms.flatMap((file) => mavenFacts(file, project.text(file) ?? "")),
    ...gradleFacts(project, builds),
    ...gradleVersions(
      project,
      project.glob("{gradle,{buildSrc,build-logic,buildLogic}/**}/*.{gradle,gradle.kts,kt}"),
    ),
  ];
  const [first] = [...poms, ...builds].sort((a, b) => depthOf(a) - depthOf(b));
  if (!first) return [];
  return [
    language(project, first, found),
    ...versions(project),
    // what builds the whole says more than a part of it
    ...found.sort((a, b) => depthOf(a.file) - depthOf(b.file)),
    ...readSpring(project),
    ...readJvmResources(project),
  ];
}

/** "keel-sql/keel-sql.gradle", as settings.gradle may name the builds of modules. */
function isCalledAfterFolder(file: string): boolean {
  const [name = "", folder] = file.split("/").reverse();
  return name.replace(/\.gradle(?:\.kts)?$/, "") === folder && folder !== "gradle";
}

const KOTLIN_PLUGIN =
  /\bkotlin\("jvm"\)|org\.jetbrains\.kotlin(?:\.jvm|-maven-plugin)|kotlin-maven-plugin/;

/** Kotlin where most of the sources are, whatever the build's own language. */
function language(project: Project, file: string, found: readonly Fact[]): LanguageFact {
  const kotlin = project.glob(`${folderOf(file)}**/*.kt`).length;
  const java = project.glob(`${folderOf(file)}**/*.java`).length;
  // packages can lie deeper than the walk goes
  const build = project.text(file) ?? "";
  const applied = kotlin + java === 0 && KOTLIN_PLUGIN.test(build);
  const spring = found.some((fact) => fact.kind === "framework");
  const android = project.glob("**/AndroidManifest.xml").length > 0;
  return {
    kind: "language",
    language: kotlin > java || applied ? "kotlin" : "java",
    role: android ? "frontend" : "application",
    weight: spring ? 1.1 : 1,
    says: spring ? "is a Spring application" : "builds the project",
    file,
    line: 0,
  };
}

/** Files with lines, of which one states Java's release. */
const STATEMENTS = [
  { file: "gradle/gradle-daemon-jvm.properties", pattern: /^toolchainVersion=(\d+)$/ },
  { file: ".sdkmanrc", pattern: /^java=(\d+(?:\.\d+)*)/ },
  {
    file: "gradle.properties",
    pattern: /^(?:java|jdk|jvm)(?:[._-]?(?:language|toolchain|target))?[._-]?version\s*=\s*(\d+)$/i,
  },
];

function versions(project: Project): readonly VersionFact[] {
  const stated = STATEMENTS.flatMap(({ file, pattern }) =>
    (project.text(file) ?? "").split(/\r?\n/).flatMap((line, index) => {
      const [says = "", spec] = pattern.exec(line.trim()) ?? [];
      return spec ? [{ kind: "version" as const, spec, says, file, line: index + 1 }] : [];
    })
  );
  const java = toolVersions(project, {
    language: "java",
    names: ["java"],
    files: [".java-version"],
  });
  const all = [...java, ...stated.map((fact) => ({ ...fact, language: "java" as const }))];
  // Kotlin runs on Java: the dev container wants Java's version for both.
  return [...all, ...all.map((fact) => ({ ...fact, language: "kotlin" as const }))];
}
