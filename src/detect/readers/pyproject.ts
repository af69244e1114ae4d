import type { Project } from "../../project/project.ts";
import type { DependencyFact, Fact, Scope } from "../facts.ts";
import { normalise, parseRequirement } from "../parse/requirements.ts";
import {
  isRecord,
  listAt,
  type Parsed,
  type Path,
  recordAt,
  textAt,
  textsAt,
} from "../parse/shape.ts";
import { parseToml } from "../parse/toml.ts";
import { manifests } from "../places.ts";

/** Reads pyproject.toml (PEP 621 and 735, Poetry, PDM, uv) and Pipfile. */
export function readPyproject(project: Project): readonly Fact[] {
  return [
    ...parsed(project, "pyproject.toml").flatMap(({ file, document }) => [
      ...projectMark(file, document),
      ...standard(file, document),
      ...poetry(file, document),
    ]),
    ...parsed(project, "Pipfile").flatMap(({ file, document }) => [
      ...table(file, document, { path: ["packages"], scope: "app" }),
      ...table(file, document, { path: ["dev-packages"], scope: "development" }),
    ]),
  ];
}

function parsed(project: Project, name: string): readonly { file: string; document: Parsed }[] {
  return manifests(project, name).flatMap((file) => {
    const text = project.text(file);
    return text === undefined ? [] : [{ file, document: parseToml(file, text) }];
  });
}

/** A pyproject.toml that only configures tools declares no project. */
function projectMark(file: string, document: Parsed): readonly Fact[] {
  const name = ["project", "tool.poetry"].find((table) =>
    Object.keys(recordAt(document.value, ...table.split("."))).length > 0
  );
  if (!name) return [];
  return [{
    kind: "language",
    language: "python",
    role: "application",
    weight: 0.95,
    says: "declares a Python project",
    file,
    line: document.line(name.split(".")),
  }];
}

function standard(file: string, document: Parsed): readonly DependencyFact[] {
  const list = (path: Path, scope: Scope) => requirements(file, document, { path, scope });
  const groups = (path: Path, scope: Scope) =>
    Object.keys(recordAt(document.value, ...path)).flatMap((group) =>
      list([...path, group], scope)
    );
  return [
    ...list(["project", "dependencies"], "app"),
    ...groups(["project", "optional-dependencies"], "optional"),
    ...groups(["dependency-groups"], "development"),
    ...groups(["tool", "pdm", "dev-dependencies"], "development"),
    ...list(["tool", "uv", "dev-dependencies"], "development"),
  ];
}

function poetry(file: string, document: Parsed): readonly DependencyFact[] {
  const groups = Object.keys(recordAt(document.value, "tool", "poetry", "group"));
  return [
    ...table(file, document, { path: ["tool", "poetry", "dependencies"], scope: "app" }),
    ...table(file, document, {
      path: ["tool", "poetry", "dev-dependencies"],
      scope: "development",
    }),
    ...groups.flatMap((group) =>
      table(file, document, {
        path: ["tool", "poetry", "group", group, "dependencies"],
        scope: group === "main" ? "app" : "development",
      })
    ),
  ];
}

interface Group {
  readonly path: Path;
  readonly scope: Scope;
}

function requirements(
  file: string,
  document: Parsed,
  { path, scope }: Group,
): readonly DependencyFact[] {
  return listAt(document.value, ...path).flatMap((entry) => {
    const found = typeof entry === "string" ? parseRequirement(entry) : undefined;
    if (!found) return [];
    const at = { file, line: document.line(path) };
    return [{ kind: "dependency", ecosystem: "pypi", ...found, scope, ...at }];
  });
}

function table(
  file: string,
  document: Parsed,
  { path, scope }: Group,
): readonly DependencyFact[] {
  return Object.entries(recordAt(document.value, ...path))
    .filter(([name]) => name !== "python")
    .map(([name, value]) => ({
      kind: "dependency",
      ecosystem: "pypi",
      name: normalise(name),
      extras: textsAt(value, "extras").map((extra) => extra.toLowerCase()),
      scope: isRecord(value) && value["optional"] === true ? "optional" : scope,
      file,
      line: document.line([...path, name]),
    }));
}

/** What a pyproject.toml or Pipfile says of Python's version, the one that counts first. */
export function pythonOf(
  document: unknown,
): { readonly path: Path; readonly spec: string } | undefined {
  const paths = [
    ["project", "requires-python"],
    ["tool", "poetry", "dependencies", "python"],
    ["requires", "python_full_version"],
    ["requires", "python_version"],
  ];
  for (const path of paths) {
    const spec = textAt(document, ...path);
    if (spec) return { path, spec };
  }
  return undefined;
}
