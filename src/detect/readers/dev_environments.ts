import { nameOf } from "../places.ts";
import type { Project } from "../../project/project.ts";
import type { Fact, ImageFact } from "../facts.ts";
import { orNote } from "../parse/broken.ts";
import { listAt, type Parsed, recordAt, textAt } from "../parse/shape.ts";
import { parseYaml } from "../parse/yaml.ts";

/* Tools that start a project's databases for its developers, by a file of their own. */

/** Reads DDEV's, Lando's and devenv's files. */
export function readDevEnvironments(project: Project): readonly Fact[] {
  const yaml = (file: string, into: (file: string, parsed: Parsed) => readonly Fact[]) => {
    const text = project.text(file);
    return text === undefined ? [] : orNote(() => into(file, parseYaml(file, text)));
  };
  return [
    ...yaml(".ddev/config.yaml", ddev),
    ...[".lando.yml", ".lando.base.yml"].flatMap((file) => yaml(file, lando)),
    ...devenv("devenv.nix", project.text("devenv.nix") ?? ""),
  ];
}

/** DDEV brings MariaDB where a project names no database (its documentation, "database"). */
function ddev(file: string, { value, line }: Parsed): readonly Fact[] {
  const php = textAt(value, "php_version");
  const type = textAt(value, "database", "type") ?? "mariadb";
  const release = textAt(value, "database", "version");
  const database: readonly Fact[] = listAt(value, "omit_containers").includes("db")
    ? []
    : [image(release ? `${type}:${release}` : type, { file, line: line(["database", "type"]) })];
  if (!php) return database;
  const says = `php_version: ${php}`;
  const at = { file, line: line(["php_version"]) };
  return [...database, { kind: "version", language: "php", spec: php, says, ...at }];
}

/** `services: {cache: {type: "redis:7"}}`, and a recipe's `config: {database: "mysql:8.0"}`. */
function lando(file: string, { value, line }: Parsed): readonly Fact[] {
  const services = recordAt(value, "services");
  const typed = Object.keys(services).flatMap((name) => {
    const type = textAt(services, name, "type");
    return type ? [image(type, { file, line: line(["services", name, "type"]) })] : [];
  });
  const own = ["database", "cache"].flatMap((name) => {
    const type = textAt(value, "config", name);
    return type ? [image(type, { file, line: line(["config", name]) })] : [];
  });
  return [...own, ...typed];
}

function image(name: string, at: { file: string; line: number }): ImageFact {
  return { kind: "image", image: name, names: [], by: "compose", scope: "app", ...at };
}

const ENABLED = /^\s*services\.(\w+)\.enable\s*=\s*true|^\s*services\.(\w+)\s*=\s*\{/;

function devenv(file: string, text: string): readonly Fact[] {
  return text.split(/\r?\n/).flatMap((own, index): readonly Fact[] => {
    const [, enabled, opened] = ENABLED.exec(own) ?? [];
    const adapter = enabled ?? opened;
    if (!adapter) return [];
    const says = `${nameOf(file)} starts ${adapter}`;
    return [{ kind: "selector", adapter, says, scope: "app", file, line: index + 1 }];
  });
}
