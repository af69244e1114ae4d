import type { Project } from "../../project/project.ts";
import type { Fact, LanguageFact, VersionFact } from "../facts.ts";
import { depthOf, folderOf, manifests } from "../places.ts";
import { gradleFacts } from "./gradle.ts";
import { gradleVersions, isToolchain } from "./gradle_versions.ts";
import { jvmVersion } from "./jvm_version.ts";
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
    ...gradleVersions(project, buildsOwn(project)),
  ];
  const first = mainBuild(project, [...poms, ...builds]);
  if (!first) return [];
  // what builds the whole says more than a part of it, and the part that was chosen more than the others
  const isOwn = ({ file }: Fact) => file.startsWith(folderOf(first));
  const sorted = found.sort((a, b) =>
    Number(isOwn(b)) - Number(isOwn(a)) || depthOf(a.file) - depthOf(b.file)
  );
  return [
    language(project, first, found),
    ...versions(project),
    ...sorted.filter(isToolchain),
    ...stated(project, RUNS_BUILD),
    ...sorted.filter((fact) => !isToolchain(fact)),
    ...stated(project, DEPLOYED),
    ...readSpring(project),
    ...readJvmResources(project),
  ];
}

/** The build nearest to the project's own folder; of several beside each other, the one with most sources. */
function mainBuild(project: Project, builds: readonly string[]): string | undefined {
  const depth = Math.min(...builds.map(depthOf));
  const nearest = builds.filter((file) => depthOf(file) === depth);
  if (depth === 0 || nearest.length < 2) return nearest[0];
  const sources = Map.groupBy(
    project.glob("**/*.{java,kt}"),
    (file) => file.split("/").slice(0, depth).join("/") + "/",
  );
  const size = (file: string) => sources.get(folderOf(file))?.length ?? 0;
  return nearest.sort((a, b) => size(b) - size(a))[0];
}

/** Scripts and plugins that the build is made with: Gradle's own folder for them, and builds that it includes. */
function buildsOwn(project: Project): readonly string[] {
  const settings = project.glob("settings.gradle{,.kts}").map((file) => project.text(file) ?? "");
  const included = [...settings.join("\n").matchAll(/\bincludeBuild\s*\(?\s*["']([\w./-]+)["']/g)]
    .map(([, folder = ""]) => folder.replace(/^\.\//, ""));
  const folders = new Set(["buildSrc", "build-logic", "buildLogic", "build-plugins", ...included]);
  return [
    ...project.glob("gradle/*.{gradle,gradle.kts,kt}"),
    ...[...folders].flatMap((folder) =>
      project.glob(`${folder}/**/*.{gradle,gradle.kts,kt,groovy}`)
    ),
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

/** A file with lines, of which one states Java's release. */
interface Statement {
  readonly file: string;
  readonly pattern: RegExp;
}

const STATEMENTS: readonly Statement[] = [
  { file: ".sdkmanrc", pattern: /^java=(\d+(?:\.\d+)*)/ },
  {
    file: "gradle.properties",
    pattern: /^(?:java|jdk|jvm)(?:[._-]?(?:language|toolchain|target))?[._-]?version\s*=\s*(\d+)$/i,
  },
];
/** What Gradle itself runs on, where no toolchain compiles. */
const RUNS_BUILD: readonly Statement[] = [
  { file: "gradle/gradle-daemon-jvm.properties", pattern: /^toolchainVersion=(\d+)$/ },
];
/** What Heroku runs the application on. */
const DEPLOYED: readonly Statement[] = [
  { file: "system.properties", pattern: /^java\.runtime\.version=(\d+(?:\.\d+)*)/ },
];

function stated(project: Project, statements: readonly Statement[]): readonly VersionFact[] {
  return statements.flatMap(({ file, pattern }) =>
    (project.text(file) ?? "").split(/\r?\n/).flatMap((line, index) => {
      const [says = "", spec] = pattern.exec(line.trim()) ?? [];
      return spec ? jvmVersion({ spec, says, file, line: index + 1 }) : [];
    })
  );
}

function versions(project: Project): readonly VersionFact[] {
  const java = toolVersions(project, {
    language: "java",
    names: ["java"],
    files: [".java-version"],
  });
  return [...java.flatMap(jvmVersion), ...stated(project, STATEMENTS)];
}
