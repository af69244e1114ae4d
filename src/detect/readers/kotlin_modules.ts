import type { Project } from "../../project/project.ts";
import type { DependencyFact, Fact, LanguageFact, Scope, VersionFact } from "../facts.ts";
import { orNote } from "../parse/broken.ts";
import { isRecord, listAt, type Parsed, type Path, textAt } from "../parse/shape.ts";
import { parseToml } from "../parse/toml.ts";
import { parseYaml } from "../parse/yaml.ts";
import { folderOf, manifests } from "../places.ts";
import { librariesIn, plainAlias } from "./gradle.ts";
import { CATALOG } from "./gradle_versions.ts";
import { jvmVersion } from "./jvm_version.ts";

/** What the Kotlin Toolchain (Amper) builds: one file for each module, and what several share. */
const MODULES = "module.yaml";
const SHARED = "*.module-template.yaml";

/** Reads the modules of the Kotlin Toolchain: that Kotlin is compiled, for which Java, and what with. */
export function readKotlinModules(project: Project): readonly Fact[] {
  const modules = manifests(project, MODULES).filter((file) =>
    /^product:/m.test(project.text(file) ?? "")
  );
  if (modules.length === 0) return [];
  return [...manifests(project, SHARED), ...modules].flatMap((file) =>
    orNote(() => moduleFacts(project, file))
  );
}

function moduleFacts(project: Project, file: string): readonly Fact[] {
  const module = parseYaml(file, project.text(file) ?? "");
  return [
    ...language(file, module),
    ...versions(file, module),
    ...dependencies(project, { file, module, key: "dependencies", scope: "app" }),
    ...dependencies(project, { file, module, key: "test-dependencies", scope: "test" }),
  ];
}

/** `product: jvm/app`, or a record with a type. */
function language(file: string, { value, line }: Parsed): readonly LanguageFact[] {
  const product = textAt(value, "product") ?? textAt(value, "product", "type");
  if (!product) return [];
  const role = /^(?:android|ios)\//.test(product) ? "frontend" : "application";
  const weight = product.endsWith("/app") ? 1.05 : 1;
  const says = `product: ${product}`;
  const at = { file, line: line(["product"]) };
  return [{ kind: "language", language: "kotlin", role, weight, says, ...at }];
}

/** What compiles comes before what is compiled for. */
const RELEASES: readonly Path[] = [
  ["settings", "jvm", "jdk", "version"],
  ["settings", "jvm", "release"],
];

function versions(file: string, { value, line }: Parsed): readonly VersionFact[] {
  return RELEASES.flatMap((path) => {
    const spec = textAt(value, ...path);
    if (!spec || !/^\d+$/.test(spec)) return [];
    return jvmVersion({ spec, says: `${path.join(".")} ${spec}`, file, line: line(path) });
  });
}

interface Listed {
  readonly file: string;
  readonly module: Parsed;
  readonly key: string;
  readonly scope: Scope;
}

/** "group:artifact:1", "$libs.some.alias", and either as a key whose value says how it is used. */
function dependencies(
  project: Project,
  { file, module, key, scope }: Listed,
): readonly DependencyFact[] {
  const libraries = catalogFor(project, file);
  return listAt(module.value, key).flatMap((entry, index): readonly DependencyFact[] => {
    const [text = ""] = isRecord(entry) ? Object.keys(entry) : [`${entry}`];
    const alias = /^\$libs\.([\w.-]+)$/.exec(text)?.[1];
    const [group, artifact] = text.split(":");
    const name = alias
      ? libraries.get(plainAlias(alias))
      : group && artifact && /^[\w.-]+$/.test(group)
      ? `${group}:${artifact}`
      : undefined;
    const at = { file, line: module.line([key, index]) };
    return name ? [{ kind: "dependency", ecosystem: "maven", name, scope, ...at }] : [];
  });
}

/** The version catalog lies beside the project's own file, or where Gradle has it. */
function catalogFor(project: Project, file: string): ReadonlyMap<string, string> {
  const [catalog] = [...manifests(project, "libs.versions.toml")].filter((each) =>
    file.startsWith(folderOf(each.replace(CATALOG, "")))
  );
  return librariesIn(parseToml(catalog ?? CATALOG, project.text(catalog ?? CATALOG) ?? ""));
}
