import type { Project } from "../../project/project.ts";
import type { DependencyFact, Fact, LanguageFact, Scope } from "../facts.ts";
import { codeTokens } from "../parse/code_tokens.ts";
import { parseJson } from "../parse/json.ts";
import { type Parsed, recordAt } from "../parse/shape.ts";
import { folderOf, manifests } from "../places.ts";
import { toolVersions } from "./tool_versions.ts";

const NPM_LOCKS = ["package-lock.json", "yarn.lock", "pnpm-lock.yaml", "bun.lock", "bun.lockb"];

/** Reads deno.json, import maps, deps.ts, and Deno's version files. */
export function readDeno(project: Project): readonly Fact[] {
  const read = manifests(project, "deno.{json,jsonc}").flatMap((file) => {
    const text = project.text(file);
    return text === undefined ? [] : [{ file, parsed: parseJson(file, text, "jsonc") }];
  });
  const listed = read.length === 0 ? withoutManifest(project) : [];
  if (read.length + listed.length === 0) return [];
  return [
    ...listed,
    ...read.map(({ file, parsed }) => language(project, file, parsed)),
    ...toolVersions(project, {
      language: "deno",
      names: ["deno"],
      files: [".deno-version", ".dvmrc"],
    }),
    ...read.flatMap(({ file, parsed }) => imports(file, parsed)),
    ...manifests(project, "import_map.json").flatMap((file) =>
      imports(file, parseJson(file, project.text(file) ?? "", "jsonc"))
    ),
    ...manifests(project, "deps.ts").flatMap((file) => sources(project, file)),
  ];
}

/** Before deno.json there was a file with what an application imports, from Deno's registry. */
function withoutManifest(project: Project): readonly LanguageFact[] {
  const [file] = ["deps.ts", "src/deps.ts"].filter((each) =>
    /["']https:\/\/deno\.land\//.test(project.text(each) ?? "")
  );
  if (!file) return [];
  const says = "imports from Deno's registry";
  const language: LanguageFact["language"] = "deno";
  return [{ kind: "language", language, role: "application", weight: 1.05, says, file, line: 0 }];
}

/** What may be all that a deno.json is there for: the pages of a project in another language. */
const FORMATTING: ReadonlySet<string> = new Set(["$schema", "fmt", "lint", "exclude", "lock"]);

/** A deno.json beside a package.json often only tells an editor or a registry something. */
function language(project: Project, file: string, parsed: Parsed): LanguageFact {
  const folder = folderOf(file);
  const root = recordAt(parsed.value);
  const imported = Object.values(recordAt(root, "imports"))
    .some((target) => typeof target === "string" && !/^[./]/.test(target));
  const runs = imported ||
    ["tasks", "unstable", "workspace", "importMap"].some((key) => key in root);
  const started = Object.values(recordAt(root, "tasks"))
    .some((task) => typeof task === "string" && /\bdeno\s+(?:run|serve)\b/.test(task));
  const shared = project.has(`${folder}package.json`);
  const locked = project.has(`${folder}deno.lock`);
  const npm = NPM_LOCKS.some((name) => project.has(folder + name) || project.has(name));
  const keys = Object.keys(root);
  const formats = keys.length > 0 && keys.every((key) => FORMATTING.has(key));
  const application = !shared && !formats || locked || project.has(`${folder}deps.ts`) ||
    (runs && (!npm || imported && started));
  return {
    kind: "language",
    language: "deno",
    role: application ? "application" : "tooling",
    weight: application && (runs || !shared) ? 1.05 : 0.9,
    says: "configures Deno",
    file,
    line: 0,
  };
}

/** A workspace's root lists what its members use, in their tests as well. */
function imports(file: string, parsed: Parsed): readonly DependencyFact[] {
  const scope = "workspace" in recordAt(parsed.value) ? "optional" : "app";
  return Object.entries(recordAt(parsed.value, "imports")).flatMap(([name, target]) =>
    typeof target === "string"
      ? specifier(target, { file, line: parsed.line(["imports", name]) }, scope)
      : []
  );
}

function sources(project: Project, file: string): readonly DependencyFact[] {
  return codeTokens(project.text(file) ?? "", "c").flatMap(({ kind, value, line }) =>
    kind === "text" ? specifier(value, { file, line }) : []
  );
}

/** "npm:pg@8" is npm's pg; "jsr:@db/postgres" and a URL with "/x/postgres@v1" is Deno's. */
function specifier(
  target: string,
  at: { file: string; line: number },
  scope: Scope = "app",
): readonly DependencyFact[] {
  const common = { kind: "dependency", scope, ...at } as const;
  const [, registry, name] = /^(npm|jsr):\/?((?:@[^/]+\/)?[^@/]+)/.exec(target) ?? [];
  if (registry && name) {
    return [{ ...common, ecosystem: registry === "npm" ? "npm" : "deno", name }];
  }
  const url = /^https:\/\/(?:deno\.land|esm\.sh)\/(x\/)?([^@/]+)/.exec(target);
  return url?.[2] ? [{ ...common, ecosystem: url[1] ? "deno" : "npm", name: url[2] }] : [];
}
