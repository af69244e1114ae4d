import type { Project } from "../../project/project.ts";
import type { DependencyFact, Fact, LanguageFact, Scope, VersionFact } from "../facts.ts";
import { isRecord, type Parsed, type Path, recordAt, textAt, textsAt } from "../parse/shape.ts";
import { parseToml } from "../parse/toml.ts";
import { folderOf, manifests } from "../places.ts";
import { toolVersions } from "./tool_versions.ts";

const SCOPES: Readonly<Record<string, Scope>> = {
  "dependencies": "app",
  "dev-dependencies": "test",
  "build-dependencies": "development",
};

const FRAMEWORKS: Readonly<Record<string, string>> = {
  "actix-web": "actix",
  axum: "axum",
  rocket: "rocket",
  loco: "loco",
  "loco-rs": "loco",
  warp: "warp",
  leptos: "leptos",
};

interface Crate {
  readonly file: string;
  readonly document: Parsed;
}

/** Reads Cargo.toml across a workspace, and Rust's version files. */
export function readRust(project: Project): readonly Fact[] {
  const crates = manifests(project, "Cargo.toml", 4).flatMap((file) => {
    const text = project.text(file);
    return text === undefined ? [] : [{ file, document: parseToml(file, text) }];
  });
  if (crates.length === 0) return [];
  const shared = sharedDependencies(crates);
  const shell = isShell(project, crates);
  return [
    ...crates.map((crate) => language(project, crate, shell)),
    ...versions(project, crates),
    ...crates.flatMap((crate) => dependencies(crate, shared)),
    ...crates.flatMap(defaultEngine),
  ];
}

/** A workspace around a Tauri application that has no server beside it is the shell of a web page. */
function isShell(project: Project, crates: readonly Crate[]): boolean {
  const uses = ({ document }: Crate, name: string) =>
    Object.hasOwn(recordAt(document.value, "dependencies"), name);
  const isServer = (crate: Crate) =>
    project.has(`${folderOf(crate.file)}src/main.rs`) && !uses(crate, "tauri") &&
    Object.keys(FRAMEWORKS).some((name) => uses(crate, name));
  return crates.some((crate) => uses(crate, "tauri")) && !crates.some(isServer);
}

function language(project: Project, { file }: Crate, shell: boolean): LanguageFact {
  const whole = project.has(`${folderOf(file)}Cargo.lock`) || project.has("Cargo.lock");
  return {
    kind: "language",
    language: "rust",
    role: shell || /(?:^|\/)src-tauri\//.test(file) ? "frontend" : "application",
    weight: whole ? 1 : 0.9,
    says: "declares a crate or workspace",
    file,
    line: 0,
  };
}

/** What `workspace = true` stands for: the features that the workspace chooses. */
function sharedDependencies(crates: readonly Crate[]): ReadonlyMap<string, readonly string[]> {
  return new Map(
    crates.flatMap(({ document }) =>
      Object.entries(recordAt(document.value, "workspace", "dependencies"))
        .map(([name, value]) => [name, featuresOf(value)] as const)
    ),
  );
}

function featuresOf(value: unknown): readonly string[] {
  return textsAt(value, "features");
}

function dependencies(
  { file, document }: Crate,
  shared: ReadonlyMap<string, readonly string[]>,
): readonly Fact[] {
  const targets = Object.keys(recordAt(document.value, "target")).map((name) => ["target", name]);
  const roots: readonly Path[] = [[], ...targets];
  const enabled = enabledFeatures(document);
  return roots.flatMap((root) =>
    Object.entries(SCOPES).flatMap(([group, scope]) =>
      Object.entries(recordAt(document.value, ...root, group)).flatMap(([key, value]) => {
        const name = textAt(value, "package") ?? key;
        const optional = isRecord(value) && value["optional"] === true;
        const switchedOn = enabled.has(key) || enabled.has(`dep:${key}`);
        const extras = [
          ...featuresOf(value),
          ...(isRecord(value) && value["workspace"] === true ? shared.get(key) ?? [] : []),
          ...forwarded(enabled, key),
        ];
        const at = { file, line: document.line([...root, group, key]) };
        const fact: DependencyFact = {
          kind: "dependency",
          ecosystem: "cargo",
          name,
          extras,
          scope: optional && !switchedOn ? "optional" : scope,
          ...at,
        };
        const framework = FRAMEWORKS[name];
        if (!framework || scope !== "app") return [fact];
        return [fact, { kind: "framework" as const, language: "rust" as const, framework, ...at }];
      })
    )
  );
}

/** The features that are on by default, with all that they switch on. */
function enabledFeatures(document: Parsed): ReadonlySet<string> {
  const table = recordAt(document.value, "features");
  const enabled = new Set<string>();
  const visit = (name: string) => {
    if (enabled.has(name)) return;
    enabled.add(name);
    textsAt(table, name).forEach((each) => visit(each));
  };
  visit("default");
  return enabled;
}

const ENGINE_FEATURE = /^(?:db[-_])?(sqlite|postgres(?:ql)?|mysql)$/;

/** `default = ["sqlite"]` beside a feature "postgres": the engine that is built in unless another is chosen. */
function defaultEngine({ file, document }: Crate): readonly Fact[] {
  const table = recordAt(document.value, "features");
  const engines = (names: readonly string[]) =>
    names.flatMap((name) => ENGINE_FEATURE.exec(name)?.[1] ?? []);
  const [adapter, ...more] = engines(textsAt(table, "default"));
  if (!adapter || more.length > 0 || engines(Object.keys(table)).length < 2) return [];
  const at = { file, line: document.line(["features", "default"]), scope: "app" } as const;
  return [{
    kind: "selector",
    adapter,
    says: `builds with "${adapter}"`,
    origin: "default",
    ...at,
  }];
}

/** "sqlx/postgres" among the enabled features is the feature "postgres" of sqlx. */
function forwarded(enabled: ReadonlySet<string>, dependency: string): readonly string[] {
  return [...enabled].flatMap((feature) => {
    const [name, part] = feature.replace("?/", "/").split("/");
    return name === dependency && part ? [part] : [];
  });
}

/** The toolchain's file says what is developed with; rust-version is only the lowest that will do. */
function versions(project: Project, crates: readonly Crate[]): readonly VersionFact[] {
  const version = { kind: "version", language: "rust" } as const;
  const toml = ["rust-toolchain.toml", "rust-toolchain"].flatMap((file): readonly VersionFact[] => {
    const text = project.text(file);
    if (text === undefined) return [];
    const plain = text.trim();
    if (!plain.includes("[")) return [{ ...version, spec: plain, says: plain, file, line: 1 }];
    const document = parseToml(file, text);
    const spec = textAt(document.value, "toolchain", "channel");
    const line = document.line(["toolchain", "channel"]);
    return spec ? [{ ...version, spec, says: `channel = "${spec}"`, file, line }] : [];
  });
  const tools = toolVersions(project, { language: "rust", names: ["rust"], files: [] });
  const lowest = crates.slice(0, 1).flatMap(({ file, document }): readonly VersionFact[] =>
    [["package", "rust-version"], ["workspace", "package", "rust-version"]].flatMap((path) => {
      const spec = textAt(document.value, ...path);
      const at = { file, line: document.line(path) };
      return spec
        ? [{ ...version, spec: `>=${spec}`, says: `rust-version = "${spec}"`, ...at }]
        : [];
    })
  );
  return [...toml, ...tools, ...lowest];
}
