import type { LanguageId } from "../../languages/language.ts";
import type { Project } from "../../project/project.ts";
import type { VersionFact } from "../facts.ts";
import { parseToml } from "../parse/toml.ts";
import { isRecord, listAt, recordAt, textAt } from "../parse/shape.ts";

const MISE_FILES = [
  "mise.toml",
  ".mise.toml",
  "mise/config.toml",
  ".mise/config.toml",
  ".config/mise.toml",
  ".config/mise/config.toml",
];

interface Tools {
  readonly language: LanguageId;
  /** The tool's names in .tool-versions and mise.toml. */
  readonly names: readonly string[];
  /** Files that hold nothing but the version. */
  readonly files: readonly string[];
}

/** Versions from files made for that: one tool's own file, .tool-versions, mise.toml. */
export function toolVersions(
  project: Project,
  { language, names, files }: Tools,
): readonly VersionFact[] {
  const own = files.flatMap((file) => ownFile(project, file));
  const shared = names.flatMap((name) => [
    ...asdf(project, name),
    ...mise(project, name),
    ...listed(project, name),
    ...hermit(project, name),
    ...packaged(project, name),
  ]);
  return [...own, ...shared].map((found) => ({ kind: "version", language, ...found }));
}

type Found = Omit<VersionFact, "kind" | "language">;

function ownFile(project: Project, file: string): readonly Found[] {
  const lines = project.text(file)?.split(/\r?\n/) ?? [];
  const index = lines.findIndex((line) => /^[^#\s]/.test(line.trim()));
  const spec = lines[index]?.replace(/#.*$/, "").trim();
  return spec ? [{ file, line: index + 1, spec, says: spec }] : [];
}

function asdf(project: Project, name: string): readonly Found[] {
  const lines = project.text(".tool-versions")?.split(/\r?\n/) ?? [];
  return lines.flatMap((line, index) => {
    const [tool, spec] = line.replace(/#.*$/, "").trim().split(/\s+/);
    if (tool !== name || !spec) return [];
    return [{ file: ".tool-versions", line: index + 1, spec, says: `${name} ${spec}` }];
  });
}

function mise(project: Project, name: string): readonly Found[] {
  return MISE_FILES.flatMap((file) => {
    const text = project.text(file);
    if (text === undefined) return [];
    const parsed = parseToml(file, text);
    const tool = recordAt(parsed.value, "tools")[name];
    const spec = isRecord(tool)
      ? textAt(tool, "version")
      : textAt(listAt([tool], 0)[0] ?? tool) ?? textAt(tool);
    const line = parsed.line(["tools", name]);
    return spec ? [{ file, line, spec, says: `${name} = "${spec}"` }] : [];
  });
}

/** Tables of tools with their releases: proto's at the top, pixi's below "dependencies". */
const TABLES: readonly (readonly [file: string, path: readonly string[]])[] = [
  [".prototools", []],
  ["pixi.toml", ["dependencies"]],
];

function listed(project: Project, name: string): readonly Found[] {
  return TABLES.flatMap(([file, path]) => {
    const text = project.text(file);
    if (text === undefined) return [];
    const parsed = parseToml(file, text);
    const spec = textAt(parsed.value, ...path, name)?.replace(/\.\*$/, "");
    const line = parsed.line([...path, name]);
    return spec ? [{ file, line, spec, says: `${name} = "${spec}"` }] : [];
  });
}

/** Lists of packages with their releases, "node@22": Devbox's and pkgx'. */
const PACKAGE_LISTS = ["devbox.json", "pkgx.yaml", "pkgx.yml", ".pkgx.yaml"];

function packaged(project: Project, name: string): readonly Found[] {
  const pattern = new RegExp(`(?<![\\w./-])${name}(?:\\.org)?@(\\d+(?:\\.\\d+)*)`);
  return PACKAGE_LISTS.flatMap((file) =>
    (project.text(file) ?? "").split(/\r?\n/).flatMap((raw, index) => {
      const spec = pattern.exec(raw)?.[1];
      return spec ? [{ file, line: index + 1, spec, says: `${name}@${spec}` }] : [];
    })
  );
}

/** Hermit keeps a link for each tool: `bin/.openjdk-21.0.8_9.pkg`. */
function hermit(project: Project, name: string): readonly Found[] {
  const tool = name === "java" ? "openjdk" : name;
  return project.glob(`bin/.${tool}-*.pkg`).flatMap((file) => {
    const spec = /-(\d+(?:\.\d+)*)[\w.]*\.pkg$/.exec(file)?.[1];
    return spec ? [{ file, line: 0, spec, says: `pins ${tool} ${spec}` }] : [];
  });
}
