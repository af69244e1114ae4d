import type { Project } from "../../project/project.ts";
import type { VersionFact } from "../facts.ts";
import { manifests, nameOf } from "../places.ts";
import { parseToml } from "../parse/toml.ts";
import { pythonOf } from "./pyproject.ts";
import { toolVersions } from "./tool_versions.ts";

const python = { kind: "version", language: "python" } as const;

/** Python's version: exact files first, then what the manifests require. */
export function pythonVersions(project: Project): readonly VersionFact[] {
  const files = toolVersions(project, {
    language: "python",
    names: ["python"],
    files: [".python-version"],
  });
  // what a platform builds with; pipenv insists on what the Pipfile says
  const deployed = toolVersions(project, { language: "python", names: [], files: ["runtime.txt"] });
  const manifested = manifests(project, "{pyproject.toml,Pipfile}", 1).flatMap((file) => {
    const document = parseToml(file, project.text(file) ?? "");
    const found = pythonOf(document.value);
    if (!found) return [];
    const says = `${found.path.at(-1)} = "${found.spec}"`;
    return [{ ...python, spec: found.spec, says, file, line: document.line(found.path) }];
  });
  const pipenv = manifested.filter(({ file }) => nameOf(file) === "Pipfile");
  const others = manifested.filter(({ file }) => nameOf(file) !== "Pipfile");
  return [
    ...files,
    ...pipenv,
    ...deployed,
    ...others,
    ...locked(project),
    ...setupCfg(project),
  ];
}

function locked(project: Project): readonly VersionFact[] {
  return ["uv.lock"].flatMap((file) => {
    const lines = project.text(file)?.slice(0, 4096).split(/\r?\n/) ?? [];
    const line = lines.findIndex((each) => each.startsWith("requires-python"));
    const spec = /"([^"]+)"/.exec(lines[line] ?? "")?.[1];
    return spec
      ? [{ ...python, spec, says: `requires-python "${spec}"`, file, line: line + 1 }]
      : [];
  });
}

function setupCfg(project: Project): readonly VersionFact[] {
  const lines = project.text("setup.cfg")?.split(/\r?\n/) ?? [];
  const line = lines.findIndex((each) => /^python_requires\s*=/.test(each));
  const spec = lines[line]?.split("=").slice(1).join("=").trim();
  if (!spec) return [];
  return [{ ...python, spec, says: `python_requires ${spec}`, file: "setup.cfg", line: line + 1 }];
}
