import type { Fact, Scope, VersionFact } from "../facts.ts";
import { childText, descendants, parseXml, type XmlElement } from "../parse/xml.ts";
import { jvmVersion } from "./jvm_version.ts";

const VERSION_PROPERTIES = [
  "java.version",
  "maven.compiler.testRelease",
  "maven.compiler.release",
  "maven.compiler.target",
  "maven.compiler.source",
  "jdk.version",
  "java.release",
];

/** Reads a pom.xml: dependencies outside its management section, Java's release, Spring. */
export function mavenFacts(file: string, text: string): readonly Fact[] {
  const pom = parseXml(file, text);
  return [...versions(file, pom), ...spring(file, pom), ...dependencies(file, pom)];
}

function dependencies(file: string, pom: XmlElement): readonly Fact[] {
  const own = pom.children.filter(({ name }) => name === "dependencies");
  const profiled = descendants(pom, "profile").flatMap((profile) =>
    profile.children.filter(({ name }) => name === "dependencies")
  );
  return [
    ...own.flatMap((list) => list.children.flatMap((each) => dependency(file, each, "app"))),
    ...profiled.flatMap((list) =>
      list.children.flatMap((each) => dependency(file, each, "optional"))
    ),
  ];
}

function dependency(file: string, element: XmlElement, otherwise: Scope): readonly Fact[] {
  const group = childText(element, "groupId");
  const artifact = childText(element, "artifactId");
  if (!group || !artifact) return [];
  const stated = childText(element, "scope");
  const optional = childText(element, "optional") === "true" && otherwise === "app";
  const scope = stated === "test" ? "test" : optional ? "optional" : otherwise;
  const at = { file, line: element.line };
  return [{ kind: "dependency", ecosystem: "maven", name: `${group}:${artifact}`, scope, ...at }];
}

function spring(file: string, pom: XmlElement): readonly Fact[] {
  const all = [...descendants(pom, "parent"), ...descendants(pom, "dependency")];
  const found = all.find((each) => childText(each, "groupId") === "org.springframework.boot");
  if (!found) return [];
  const at = { file, line: found.line };
  return (["java", "kotlin"] as const).map((language) => ({
    kind: "framework",
    language,
    framework: "spring",
    ...at,
  }));
}

/** Java's release as a property, or given to the compiler's plugin. */
function versions(file: string, pom: XmlElement): readonly VersionFact[] {
  // what a profile switches on comes after what holds without it
  const base = { ...pom, children: pom.children.filter(({ name }) => name !== "profiles") };
  const profiles = pom.children.filter(({ name }) => name === "profiles");
  return [base, ...profiles].flatMap((part) => versionsIn(file, part));
}

function versionsIn(file: string, pom: XmlElement): readonly VersionFact[] {
  const properties = descendants(pom, "properties").flatMap(({ children }) => children);
  const named = VERSION_PROPERTIES.flatMap((name) =>
    properties.filter((each) => each.name === name)
  );
  const released = descendants(pom, "configuration").flatMap(({ children }) =>
    children.filter(({ name }) => name === "release")
  );
  const compiled = descendants(pom, "plugin")
    .filter((plugin) => childText(plugin, "artifactId") === "maven-compiler-plugin")
    .flatMap((plugin) => descendants(plugin, "configuration"))
    .flatMap(({ children }) => children.filter(({ name }) => /^(?:target|source)$/.test(name)));
  return [...named, ...released, ...compiled].flatMap(({ name, text, line }) => {
    const [, property] = /^\$\{([\w.-]+)\}$/.exec(text.trim()) ?? [];
    const said = property ? properties.find((each) => each.name === property)?.text ?? "" : text;
    const spec = said.trim().replace(/^1\.(?=\d)/, "");
    if (!/^\d+$/.test(spec)) return [];
    return jvmVersion({ spec, says: `${name} ${spec}`, file, line });
  });
}
