import type { Project } from "../../project/project.ts";
import type { Fact, Scope, VersionFact } from "../facts.ts";
import { type CodeToken, codeTokens, insideBrackets } from "../parse/code_tokens.ts";
import { folderOf, manifests, nameOf, placeOf } from "../places.ts";
import { toolVersions } from "./tool_versions.ts";

/** Reads mix.exs, Ecto's adapters, and Elixir's version files. */
export function readElixir(project: Project): readonly Fact[] {
  const files = manifests(project, "mix.exs");
  if (files.length === 0) return [];
  return [
    ...toolVersions(project, {
      language: "elixir",
      names: ["elixir"],
      files: [".elixir-version", ".exenv-version"],
    }),
    ...buildpack(project),
    ...files.flatMap((file) => mixFacts(project, file)),
    ...adapters(project),
  ];
}

/** What Heroku's buildpack builds with: `elixir_version=1.17.3`. */
function buildpack(project: Project): readonly VersionFact[] {
  const file = "elixir_buildpack.config";
  return (project.text(file) ?? "").split(/\r?\n/).flatMap((raw, index) => {
    const [says = "", spec] = /^elixir_version=\(?\s*v?(\d+(?:\.\d+)*)/.exec(raw) ?? [];
    const at = { file, line: index + 1 };
    return spec
      ? [{ kind: "version" as const, language: "elixir" as const, spec, says, ...at }]
      : [];
  });
}

function mixFacts(project: Project, file: string): readonly Fact[] {
  const tokens = codeTokens(project.text(file) ?? "", "hash");
  const dependencies = tokens.flatMap((token, index) => {
    const next = tokens[index + 1];
    const open = token.kind === "sign" && token.value === "{" && tokens[index + 2]?.value === ",";
    if (!open || !next?.value.startsWith(":")) return [];
    const inside = insideBrackets(tokens, index);
    const name = next.value.slice(1);
    return [{ name, scope: scopeOf(inside), file, line: next.line }];
  });
  const phoenix = dependencies.find(({ name }) => name === "phoenix");
  const locked = project.has(`${folderOf(file)}mix.lock`);
  const version = versionOf(tokens);
  return [
    {
      kind: "language",
      language: "elixir",
      role: "application",
      weight: phoenix ? 1.1 : locked ? 1 : 0.9,
      says: phoenix ? "is a Phoenix application" : "declares a Mix project",
      file,
      line: phoenix?.line ?? 0,
    },
    ...(phoenix
      ? [
        {
          kind: "framework",
          language: "elixir",
          framework: "phoenix",
          file,
          line: phoenix.line,
        } as const,
      ]
      : []),
    ...(version
      ? [
        {
          kind: "version",
          language: "elixir",
          spec: version.value,
          says: `elixir: "${version.value}"`,
          file,
          line: version.line,
        } as const,
      ]
      : []),
    ...dependencies.map((each) => ({ kind: "dependency", ecosystem: "hex", ...each }) as const),
  ];
}

/** `only: :test`, `only: [:dev, :test]`, `optional: true`. */
function scopeOf(tokens: readonly CodeToken[]): Scope {
  const after = (name: string) => tokens.findIndex(({ value }) => value === name);
  const optional = after("optional");
  if (optional !== -1 && tokens[optional + 2]?.value === "true") return "optional";
  const only = after("only");
  if (only === -1) return "app";
  const environments = tokens.slice(only + 1).map(({ value }) => value);
  if (environments.includes(":prod")) return "app";
  return environments.includes(":dev") ? "development" : "test";
}

function versionOf(tokens: readonly CodeToken[]): CodeToken | undefined {
  const at = tokens.findIndex(({ value }, index) =>
    value === "elixir" && tokens[index + 1]?.value === ":" && tokens[index + 2]?.kind === "text"
  );
  return at === -1 ? undefined : tokens[at + 2];
}

const ADAPTERS: Readonly<Record<string, string>> = {
  Postgres: "postgres",
  MyXQL: "mysql",
  SQLite3: "sqlite3",
};

/** `adapter: Ecto.Adapters.Postgres` in a repo or the configuration, with its database's name. */
function adapters(project: Project): readonly Fact[] {
  const files = [
    ...project.glob("{,*/,*/*/}config/{config,dev}.exs"),
    ...project.glob("{,*/,*/*/}lib/**/*repo.ex"),
  ].filter((file) => placeOf(file) === "app");
  const facts = files.flatMap((file): readonly Fact[] => {
    const tokens = codeTokens(project.text(file) ?? "", "hash");
    const at = tokens.findIndex(({ value }, index) =>
      value === "Adapters" && tokens[index - 2]?.value === "Ecto"
    );
    const adapter = ADAPTERS[tokens[at + 2]?.value ?? ""];
    const development = nameOf(file) === "dev.exs" ? developmentDatabase(tokens) : {};
    if (at === -1 || !adapter) return [];
    const says = `adapter: Ecto.Adapters.${tokens[at + 2]?.value}`;
    const line = tokens[at]?.line ?? 0;
    return [{ kind: "selector", adapter, says, scope: "app", file, line, ...development }];
  });
  const named =
    project.glob("{,*/,*/*/}config/dev.exs").map((file) =>
      developmentDatabase(codeTokens(project.text(file) ?? "", "hash"))
    )[0];
  return facts.map((fact) => ({ ...named, ...fact }));
}

/** `database: "shop_dev"`, `username: "postgres"`. */
function developmentDatabase(tokens: readonly CodeToken[]): { database?: string; user?: string } {
  const value = (name: string) => {
    const at = tokens.findIndex((token, index) =>
      token.value === name && tokens[index + 1]?.value === ":" && tokens[index + 2]?.kind === "text"
    );
    const found = at === -1 ? undefined : tokens[at + 2]?.value;
    return found && /^[\w-]+$/.test(found) ? found : undefined;
  };
  const database = value("database");
  const user = value("username");
  return { ...(database ? { database } : {}), ...(user ? { user } : {}) };
}
