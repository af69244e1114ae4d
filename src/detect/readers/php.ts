import type { Project } from "../../project/project.ts";
import type { DependencyFact, Fact, Scope, VersionFact } from "../facts.ts";
import { isApplicationOf } from "../framework_titles.ts";
import { type CodeToken, codeTokens } from "../parse/code_tokens.ts";
import { parseJson } from "../parse/json.ts";
import { type Parsed, recordAt, textAt } from "../parse/shape.ts";
import { folderOf, manifests } from "../places.ts";
import { readCakephp } from "./cakephp.ts";
import { toolVersions } from "./tool_versions.ts";

const SCOPES: Readonly<Record<string, Scope>> = { "require": "app", "require-dev": "development" };

const FRAMEWORKS: readonly (readonly [name: string, framework: string])[] = [
  ["laravel/framework", "laravel"],
  ["symfony/framework-bundle", "symfony"],
  ["cakephp/cakephp", "cakephp"],
  ["codeigniter4/framework", "codeigniter"],
  ["yiisoft/yii2", "yii"],
  ["slim/slim", "slim"],
  ["drupal/core", "drupal"],
  ["drupal/core-recommended", "drupal"],
];

/** Reads composer.json, WordPress' own configuration, Laravel's, and PHP's version files. */
export function readPhp(project: Project): readonly Fact[] {
  const read = manifests(project, "composer.json").flatMap((file) => {
    const text = project.text(file);
    return text === undefined ? [] : [{ file, parsed: parseJson(file, text) }];
  });
  const root = read.find(({ file }) => file === "composer.json") ?? read[0];
  return [
    ...read.flatMap(({ file, parsed }) => language(project, file, parsed)),
    ...(root ? versions(project, root.file, root.parsed) : []),
    ...read.flatMap(({ file, parsed }) => dependencies(file, parsed)),
    ...laravelDefaults(project),
    ...wordpress(project),
    ...readCakephp(project),
  ];
}

function language(project: Project, file: string, parsed: Parsed): readonly Fact[] {
  const require = recordAt(parsed.value, "require");
  const known = FRAMEWORKS.find(([name]) => name in require);
  const locked = project.has(`${folderOf(file)}composer.lock`);
  const application = known || locked || textAt(parsed.value, "type") === "project";
  const line = known ? parsed.line(["require", known[0]]) : 0;
  const fact: Fact = {
    kind: "language",
    language: "php",
    // a package of npm's that Composer delivers to pages, too
    role: textAt(parsed.value, "type") !== "component" &&
        (Object.keys(require).length > 0 || runsOnPhp(project, folderOf(file)))
      ? "application"
      : "tooling",
    weight: known ? 1.1 : application ? 1 : 0.9,
    says: known ? isApplicationOf(known[1]) : "lists the project's packages",
    file,
    line,
  };
  if (!known) return [fact];
  return [fact, { kind: "framework", language: "php", framework: known[1], file, line }];
}

/** Whether the image beside a manifest is PHP's: a template that has no packages yet. */
function runsOnPhp(project: Project, folder: string): boolean {
  const text = project.text(`${folder}Dockerfile`) ?? "";
  return /^FROM\s+(?:[\w.-]+\/)*(?:php|frankenphp):/im.test(text);
}

/** The platform that is resolved for, then the version files, then the range. */
function versions(project: Project, file: string, parsed: Parsed): readonly VersionFact[] {
  const stated = (path: readonly string[]): readonly VersionFact[] => {
    const spec = textAt(parsed.value, ...path);
    const says = `${path.join(".")} "${spec}"`;
    const at = { file, line: parsed.line(path) };
    return spec ? [{ kind: "version", language: "php", spec, says, ...at }] : [];
  };
  return [
    ...stated(["config", "platform", "php"]),
    ...toolVersions(project, { language: "php", names: ["php"], files: [".php-version"] }),
    ...stated(["require", "php"]),
  ];
}

function dependencies(file: string, parsed: Parsed): readonly DependencyFact[] {
  return Object.entries(SCOPES).flatMap(([group, scope]) =>
    Object.keys(recordAt(parsed.value, group)).map((name): DependencyFact => ({
      kind: "dependency",
      ecosystem: "composer",
      name: name.toLowerCase(),
      scope,
      file,
      line: parsed.line([group, name]),
    }))
  );
}

/** `'default' => env('DB_CONNECTION', 'mysql')` in Laravel's configuration. */
function laravelDefaults(project: Project): readonly Fact[] {
  const files = project.glob(
    "{,*/,*/*/}{config,Config}/{database,cache,queue,session,broadcasting}.php",
  );
  return files.flatMap((file) => {
    const tokens = codeTokens(project.text(file) ?? "", "php");
    const start = tokens.findIndex(({ kind, value }) => kind === "text" && value === "default");
    const found = start === -1 ? undefined : defaultValue(tokens.slice(start + 1));
    if (!found) return [];
    const { value: adapter, line } = found;
    const says = `the default is ${adapter}`;
    return [{ kind: "selector", adapter, says, scope: "app", origin: "default", file, line }];
  });
}

/** The string that stands after `=>`, or as the last argument of `env(…)`. */
function defaultValue(tokens: readonly CodeToken[]): CodeToken | undefined {
  const end = tokens.findIndex(({ kind, value }, index) =>
    kind === "sign" && (value === "[" || (value === "," && tokens[index - 1]?.value === ")"))
  );
  const value = tokens.slice(0, end === -1 ? 12 : end).filter(({ kind }) => kind === "text");
  return value.length <= 2 ? value.at(-1) : undefined;
}

/** WordPress itself, or a site around it, keeps its data in MySQL. */
function wordpress(project: Project): readonly Fact[] {
  const [file] = project.glob("{,*/}wp-config{,-sample}.php");
  if (!file) return [];
  const at = { file, line: 0 };
  return [
    {
      kind: "language",
      language: "php",
      role: "application",
      weight: 1.1,
      says: "configures WordPress",
      ...at,
    },
    { kind: "framework", language: "php", framework: "wordpress", ...at },
    { kind: "selector", adapter: "mysql", scope: "app", says: "configures WordPress", ...at },
  ];
}
