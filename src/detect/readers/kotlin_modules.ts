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

/** A version catalog, and the folder for whose modules it holds. */
interface Catalog {
  readonly folder: string;
  readonly libraries: ReadonlyMap<string, string>;
}

/** Reads the modules of the Kotlin Toolchain: that Kotlin is compiled, for which Java, and what with. */
export function readKotlinModules(project: Project): readonly Fact[] {
  const modules = manifests(project, MODULES).filter((file) =>
    /^product:/m.test(project.text(file) ?? "")
  );
  if (modules.length === 0) return [];
  const catalogs = manifests(project, "libs.versions.toml").map((file): Catalog => ({
    // Gradle has it in a folder of its own
    folder: folderOf(file.replace(CATALOG, "")),
    libraries: librariesIn(parseToml(file, project.text(file) ?? "")),
  }));
  return [...manifests(project, SHARED), ...modules].flatMap((file) =>
    orNote(() => moduleFacts(file, project.text(file) ?? "", catalogs))
  );
}

function moduleFacts(file: string, text: string, catalogs: readonly Catalog[]): readonly Fact[] {
  const module = parseYaml(file, text);
  const own = catalogs.findLast(({ folder }) => file.startsWith(folder));
  const libraries = own?.libraries ?? new Map<string, string>();
  return [
    ...language(file, module),
    ...versions(file, module),
    ...dependencies({ file, module, libraries }, "dependencies", "app"),
    ...dependencies({ file, module, libraries }, "test-dependencies", "test"),
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

interface Module {
  readonly file: string;
  readonly module: Parsed;
  readonly libraries: ReadonlyMap<string, string>;
}

/** "group:artifact:1", "$libs.some.alias", and either as a key whose value says how it is used. */
function dependencies(
  { file, libraries, module }: Module,
  key: string,
  scope: Scope,
): readonly DependencyFact[] {
  return listAt(module.value, key).flatMap((entry, index): readonly DependencyFact[] => {
    const [text = ""] = isRecord(entry) ? Object.keys(entry) : [`${entry}`];
    const name = moduleNamed(text, libraries);
    const at = { file, line: module.line([key, index]) };
    return name ? [{ kind: "dependency", ecosystem: "maven", name, scope, ...at }] : [];
  });
}

function moduleNamed(text: string, libraries: ReadonlyMap<string, string>): string | undefined {
  const alias = /^\$libs\.([\w.-]+)$/.exec(text)?.[1];
  if (alias) return libraries.get(plainAlias(alias));
  return /^([\w.-]+:[\w.-]+)(?::|$)/.exec(text)?.[1];
}
