import type { Project } from "../../project/project.ts";
import type { Fact, VersionFact } from "../facts.ts";
import { orNote } from "../parse/broken.ts";
import { parseProperties } from "../parse/properties.ts";
import { descendants, parseXml, type XmlElement } from "../parse/xml.ts";
import { folderOf } from "../places.ts";

/** Where projects keep the build file of Ant. */
const FILES = "{,antbuild/,ant/}build.xml";

/** Reads Ant's build files: that Java is compiled, and for which release. */
export function readAnt(project: Project): readonly Fact[] {
  return project.glob(FILES).flatMap((file) => orNote(() => antFacts(project, file)));
}

function antFacts(project: Project, file: string): readonly Fact[] {
  const build = parseXml(file, project.text(file) ?? "");
  const compilers = descendants(build, "javac");
  if (compilers.length === 0 || project.glob("**/*.java").length === 0) return [];
  const properties = propertiesOf(project, file, build);
  const stated = [
    ...["ant.build.javac.release", "ant.build.javac.target", "ant.build.javac.source"]
      .map((name) => ({ name, value: properties.get(name) ?? "", line: 0 })),
    ...compilers.flatMap(({ attributes, line }) =>
      ["release", "target", "source"].map((name) => ({
        name: `javac ${name}`,
        value: attributes[name] ?? "",
        line,
      }))
    ),
  ];
  return [
    {
      kind: "language",
      language: "java",
      role: "application",
      weight: 0.9,
      says: "builds with Ant",
      file,
      line: 0,
    },
    ...stated.flatMap(({ line, name, value }): readonly VersionFact[] => {
      const resolved = value.replace(/\$\{([\w.-]+)\}/g, (_, key) => properties.get(key) ?? "");
      const spec = /^(?:1\.)?(\d+)$/.exec(resolved.trim())?.[1];
      return spec
        ? [{ kind: "version", language: "java", spec, says: `${name} ${spec}`, file, line }]
        : [];
    }),
  ];
}

/** The build's own properties, and those of the file beside it. */
function propertiesOf(
  project: Project,
  file: string,
  build: XmlElement,
): ReadonlyMap<string, string> {
  const beside = parseProperties(project.text(`${folderOf(file)}build.properties`) ?? "")
    .map(({ name, value }) => [name, value] as const);
  const own = descendants(build, "property").flatMap(({ attributes }) => {
    const { name, value } = attributes;
    return name !== undefined && value !== undefined ? [[name, value] as const] : [];
  });
  return new Map([...own, ...beside]);
}
