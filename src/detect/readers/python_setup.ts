import type { Project } from "../../project/project.ts";
import type { DependencyFact, Scope } from "../facts.ts";
import { orNote } from "../parse/broken.ts";
import { pythonTokens } from "../parse/python_tokens.ts";
import { parseRequirement } from "../parse/requirements.ts";
import { listAt, textsAt } from "../parse/shape.ts";
import { parseYaml } from "../parse/yaml.ts";
import { manifests } from "../places.ts";
import type { Fact } from "../facts.ts";

/** Reads setup.cfg, setup.py and conda's environment.yml. */
export function readSetupFiles(project: Project): readonly Fact[] {
  const read = (name: string, into: (file: string, text: string) => readonly Fact[]) =>
    manifests(project, name).flatMap((file) => {
      const text = project.text(file);
      return text === undefined ? [] : into(file, text);
    });
  return [
    ...read("setup.cfg", setupCfg),
    ...read("setup.py", setupPy),
    ...read("environment.{yml,yaml}", (file, text) => orNote(() => conda(file, text))),
  ];
}

function dependency(
  text: string,
  at: { file: string; line: number; scope: Scope },
): readonly DependencyFact[] {
  const found = parseRequirement(text);
  return found ? [{ kind: "dependency", ecosystem: "pypi", ...found, ...at }] : [];
}

/** The lines below `install_requires =`, and those of the extras. */
function setupCfg(file: string, text: string): readonly DependencyFact[] {
  let section = "";
  let key = "";
  return text.split(/\r?\n/).flatMap((raw, index) => {
    const header = /^\[([^\]]+)\]/.exec(raw)?.[1];
    if (header) section = header.trim();
    const assigned = /^(\w[\w.-]*)\s*=\s*(.*)$/.exec(raw);
    if (assigned) key = assigned[1] ?? "";
    const value = assigned ? assigned[2] ?? "" : /^\s+[^#\s]/.test(raw) ? raw.trim() : "";
    const required = section === "options" && key === "install_requires";
    const extra = section === "options.extras_require";
    if (header || !value || !(required || extra)) return [];
    return dependency(value, { file, line: index + 1, scope: required ? "app" : "optional" });
  });
}

/** The strings of the list that is given as `install_requires`. */
function setupPy(file: string, text: string): readonly DependencyFact[] {
  const tokens = pythonTokens(text);
  const start = tokens.findIndex((token) =>
    token.kind === "name" && token.value === "install_requires"
  );
  if (start === -1 || tokens[start + 2]?.value !== "[") return [];
  const end = tokens.findIndex((token, index) => index > start && token.value === "]");
  return tokens.slice(start, end === -1 ? undefined : end)
    .filter((token) => token.kind === "text")
    .flatMap((token) => dependency(token.value, { file, line: token.line, scope: "app" }));
}

function conda(file: string, text: string): readonly DependencyFact[] {
  const document = parseYaml(file, text);
  return listAt(document.value, "dependencies").flatMap((entry, index) => {
    const at = { file, line: document.line(["dependencies", index]), scope: "app" as const };
    if (typeof entry === "string") return dependency(entry.replace(/^[\w-]+::/, ""), at);
    return textsAt(entry, "pip").flatMap((each) => dependency(each, at));
  });
}
