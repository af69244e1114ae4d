import type { Project } from "../../project/project.ts";
import type { DependencyFact, Fact, LanguageFact, Scope } from "../facts.ts";
import { parseRequirements } from "../parse/requirements.ts";
import { depthOf, folderOf, manifests, nameOf } from "../places.ts";
import { readPyproject } from "./pyproject.ts";
import { readPythonSettings } from "./python_settings.ts";
import { readSetupFiles } from "./python_setup.ts";
import { pythonVersions } from "./python_versions.ts";

const FRAMEWORKS: Readonly<Record<string, string>> = {
  django: "django",
  fastapi: "fastapi",
  flask: "flask",
  starlette: "starlette",
  litestar: "litestar",
  sanic: "sanic",
  tornado: "tornado",
  wagtail: "django",
};

/** Reads pyproject.toml, requirements files, Pipfile, setup files, settings, and version files. */
export function readPython(project: Project): readonly Fact[] {
  const declared = [
    ...readPyproject(project),
    ...readRequirements(project),
    ...readSetupFiles(project),
  ];
  const languages = [...languageFacts(project, declared)];
  // what is written in it without a list of packages can pin a release nevertheless
  if (languages.length === 0) return pythonVersions(project);
  return [
    ...languages,
    ...frameworks(project, declared),
    ...pythonVersions(project),
    ...declared,
    ...readPythonSettings(project),
  ];
}

/** requirements.txt and its kin, with the files they include. */
function readRequirements(project: Project): readonly DependencyFact[] {
  const names = "{requirements*.txt,requirements*.in,requirements/*.txt,requirements/*.in}";
  const seen = new Set<string>();
  const read = (file: string, scope: Scope): readonly DependencyFact[] => {
    const text = seen.has(file) ? undefined : project.text(file);
    if (text === undefined) return [];
    seen.add(file);
    const { requirements, includes } = parseRequirements(text);
    const own = requirements.map(({ name, extras, line }): DependencyFact => ({
      kind: "dependency",
      ecosystem: "pypi",
      name,
      extras,
      scope,
      file,
      line,
    }));
    return [...own, ...includes.flatMap((path) => read(beside(file, path), scope))];
  };
  const files = manifests(project, names);
  const plain = files.filter((file) => requirementsScope(file) === "app");
  return [
    ...plain.flatMap((file) => read(file, "app")),
    ...files.flatMap((file) => read(file, requirementsScope(file))),
  ];
}

function requirementsScope(file: string): Scope {
  const name = nameOf(file).toLowerCase();
  if (/test|ci/.test(name)) return "test";
  if (/dev|lint|local|doc|build|type|mypy|tool|constraint|format/.test(name)) return "development";
  return /optional|extra/.test(name) ? "optional" : "app";
}

/** The path that `-r path` in a file means. */
function beside(file: string, path: string): string {
  const parts: string[] = [];
  for (const part of `${folderOf(file)}${path}`.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== ".") parts.push(part);
  }
  return parts.join("/");
}

/** Folders with Python manifests; manage.py makes a Django application without doubt. */
function* languageFacts(
  project: Project,
  declared: readonly Fact[],
): Generator<LanguageFact> {
  const python = { kind: "language", language: "python", role: "application", line: 0 } as const;
  for (const file of manifests(project, "manage.py")) {
    if (/django/i.test(project.text(file) ?? "")) {
      yield { ...python, file, weight: 1.1, says: "starts a Django application" };
    }
  }
  const locks = ["uv.lock", "poetry.lock", "pdm.lock", "Pipfile.lock", "requirements.txt"];
  const seen = new Set<string>();
  const aside = onlyAside(project, declared);
  for (const fact of declared) {
    const { file } = fact;
    if (aside.has(file)) continue;
    if (seen.has(file) || depthOf(file) > 3) continue;
    const locked = locks.some((lock) => project.has(folderOf(file) + lock) || project.has(lock));
    if (fact.kind === "language") yield { ...fact, weight: locked ? 1 : fact.weight };
    if (fact.kind !== "dependency" || fact.scope !== "app") continue;
    seen.add(file);
    yield { ...python, file, weight: locked ? 1 : 0.9, says: "lists the project's packages" };
  }
}

/** What writes documentation, and what looks over code of any language. */
const ASIDE =
  /^(?:mkdocs|sphinx|pymdown|pdoc|myst|furo|pygments|pre-commit|detect-secrets|codespell|yamllint|commitizen|bump2?version|black|ruff|flake8|isort|autopep8)/;

/** Manifests that name nothing but such, in a project of any language. */
function onlyAside(project: Project, declared: readonly Fact[]): ReadonlySet<string> {
  // a package without dependencies may well have only its documents' among the developers'
  const isBuilt = (file: string) => /^\[build-system\]/m.test(project.text(file) ?? "");
  const listed = declared.flatMap((fact) => fact.kind === "dependency" ? [fact] : []);
  const files = Map.groupBy(listed, ({ file }) => file);
  return new Set(
    [...files].flatMap(([file, all]) => {
      const needed = all.filter(({ scope }) => scope === "app");
      const own = needed.length === 0 && !isBuilt(file) ? all : needed;
      return own.length > 0 && own.every(({ name }) => ASIDE.test(name)) ? [file] : [];
    }),
  );
}

function* frameworks(project: Project, declared: readonly Fact[]): Generator<Fact> {
  const [manage] = manifests(project, "manage.py");
  if (manage && /django/i.test(project.text(manage) ?? "")) {
    yield { kind: "framework", language: "python", framework: "django", file: manage, line: 0 };
  }
  for (const fact of declared) {
    const framework = fact.kind === "dependency" ? FRAMEWORKS[fact.name] : undefined;
    if (!framework || fact.kind !== "dependency" || fact.scope !== "app") continue;
    yield { kind: "framework", language: "python", framework, file: fact.file, line: fact.line };
  }
}
