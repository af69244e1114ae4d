import type { Project } from "../../project/project.ts";
import type { Fact, LanguageFact, Scope, VersionFact } from "../facts.ts";
import { parseJson } from "../parse/json.ts";
import { textAt } from "../parse/shape.ts";
import { childText, descendants, parseXml, type XmlElement } from "../parse/xml.ts";
import { depthOf, manifests, nameOf } from "../places.ts";
import { readDotnetOptions } from "./dotnet_options.ts";
import { readAppSettings } from "./dotnet_settings.ts";

/** Reads .NET projects, the properties they share, global.json, and their settings. */
export function readDotnet(project: Project): readonly Fact[] {
  const projects = parsed(project, "*.{csproj,fsproj,vbproj}");
  if (projects.length === 0) return [];
  const shared = parsed(project, "*.props");
  return [
    language(project, projects),
    ...pinned(globalJson(project), versions([...projects, ...shared])),
    ...projects.flatMap(({ file, document }) => packages(file, document)),
    ...shared.flatMap(({ file, document }) => packages(file, document)),
    ...readAppSettings(project),
    ...readDotnetOptions(project),
  ];
}

interface ProjectFile {
  readonly file: string;
  readonly document: XmlElement;
}

function parsed(project: Project, name: string): readonly ProjectFile[] {
  return manifests(project, name, 4).flatMap((file) => {
    const text = project.text(file);
    return text === undefined ? [] : [{ file, document: parseXml(file, text) }];
  });
}

function language(project: Project, projects: readonly ProjectFile[]): LanguageFact {
  const [solution] = manifests(project, "*.{sln,slnx}", 2);
  const file = solution ?? projects[0]?.file ?? "";
  const says = solution ? "is a .NET solution" : "is a .NET project";
  const common = { kind: "language", language: "dotnet", role: "application", line: 0 } as const;
  const starts = projects.some(isProgram) ? { starts: true } : {};
  return { ...common, ...starts, weight: solution ? 1.05 : 1, file, says };
}

/** Whether a project is built into something that is started. */
function isProgram({ file, document }: ProjectFile): boolean {
  return scopeOf(file) === "app" &&
    (/\.(?:Web|Worker)$/.test(document.attributes["Sdk"] ?? "") ||
      descendants(document, "OutputType").some(({ text }) => /^\s*(?:Win)?Exe\s*$/i.test(text)));
}

/** Projects of tests say nothing of the application. */
function scopeOf(file: string): Scope {
  return /tests?(?:\.|$)|\.(?:specs?|benchmarks?)\b/i.test(nameOf(file).replace(/\.\w+proj$/, ""))
    ? "test"
    : "app";
}

function packages(file: string, document: XmlElement): readonly Fact[] {
  return descendants(document, "PackageReference").flatMap((element) => {
    const name = element.attributes["Include"];
    if (!name) return [];
    const at = { file, line: element.line };
    return [{ kind: "dependency", ecosystem: "nuget", name, scope: scopeOf(file), ...at }];
  });
}

/** The SDK that global.json names, unless it is older than what the projects target, and rolls forward. */
function pinned(
  sdk: readonly VersionFact[],
  targets: readonly VersionFact[],
): readonly VersionFact[] {
  const isOlder = (one: VersionFact) =>
    targets.some(({ spec }) => Number.parseInt(one.spec) < Number.parseInt(spec));
  return [...sdk.filter((one) => !isOlder(one)), ...targets];
}

function globalJson(project: Project): readonly VersionFact[] {
  const file = "global.json";
  const text = project.text(file);
  if (text === undefined) return [];
  const document = parseJson(file, text, "jsonc");
  const spec = textAt(document.value, "sdk", "version");
  if (!spec) return [];
  const line = document.line(["sdk", "version"]);
  return [{ kind: "version", language: "dotnet", spec, says: `sdk.version "${spec}"`, file, line }];
}

/** The newest framework that the projects target: its SDK builds the older ones too. */
function versions(
  documents: readonly ProjectFile[],
): readonly VersionFact[] {
  const found = documents.filter(({ file }) => depthOf(file) <= 4).flatMap(({ file, document }) =>
    ["TargetFramework", "TargetFrameworks"].flatMap((name) =>
      descendants(document, "PropertyGroup").flatMap((group) => {
        // "net60" is what "net6.0" was called before
        const all = [
          ...(childText(group, name) ?? "").replace(/\bnet([5-9])0\b/g, "net$1.0")
            .matchAll(/net(\d+\.\d+)/g),
        ];
        const line = group.children.find((child) => child.name === name)?.line ?? 0;
        return all.map(([whole, spec = ""]) => ({ spec, says: `${name} ${whole}`, file, line }));
      })
    )
  );
  return found.sort((a, b) => Number(b.spec) - Number(a.spec)).slice(0, 1)
    .map((each): VersionFact => ({ kind: "version", language: "dotnet", ...each }));
}
