import type { Project } from "../../project/project.ts";
import type { DependencyFact, Fact, LanguageFact, Scope, VersionFact } from "../facts.ts";
import { type Gemfile, type GemLine, lockedRuby, parseGemfile } from "../parse/gemfile.ts";
import { folderOf, manifests } from "../places.ts";
import { toolVersions } from "./tool_versions.ts";

/** Gems that build, check or test something else than a Ruby application. */
const HELPERS =
  /^(?:cocoapods|fastlane|xcpretty|danger|xcode-install|(?:minitest|rake|rspec|rubocop)(?:-.*)?)$/;
/** What CocoaPods needs beside itself in the Gemfile that React Native writes. */
const OF_COCOAPODS =
  /^(?:activesupport|xcodeproj|concurrent-ruby|bigdecimal|logger|benchmark|mutex_m|nkf|ffi|securerandom)$/;

const DEVELOPMENT_GROUPS = new Set(["development", "dev", "lint", "tools", "docs", "ci"]);
const APPLICATION_FILES = ["config/application.rb", "config/environment.rb", "config.ru"];
const FRAMEWORKS = ["rails", "hanami", "sinatra"] as const;

/** Reads Gemfile, its lock, and Ruby's version files. */
export function readRuby(project: Project): readonly Fact[] {
  return [...manifests(project, "{Gemfile,gems.rb}").flatMap((file) => readGemfile(project, file))];
}

function readGemfile(project: Project, file: string): readonly Fact[] {
  const text = project.text(file);
  if (text === undefined) return [];
  const gemfile = parseGemfile(text);
  const rails = railsIn(project, file, gemfile);
  const dependencies = gemfile.gems.map((gem): DependencyFact => ({
    kind: "dependency",
    ecosystem: "gem",
    name: gem.name,
    scope: scopeOf(gem, rails),
    file,
    line: gem.line,
  }));
  return [
    ...(gemfile.gemspec ? gemspecFacts(project, folderOf(file)) : []),
    ...languageFacts(project, file, gemfile),
    ...(folderOf(file) === "" ? versions(project, file, gemfile) : []),
    ...dependencies,
  ];
}

const GEMSPEC = /\.add_(?:runtime_)?dependency[\s(]+["']([^"']+)["']/;

/** What a gem itself depends on. */
function gemspecFacts(project: Project, folder: string): readonly DependencyFact[] {
  return project.glob(`${folder}*.gemspec`).flatMap((file) =>
    (project.text(file) ?? "").split(/\r?\n/).flatMap((raw, index) => {
      const name = GEMSPEC.exec(raw)?.[1];
      const dependency = { kind: "dependency", ecosystem: "gem", scope: "app", file } as const;
      return name ? [{ ...dependency, name, line: index + 1 }] : [];
    })
  );
}

/** In a Rails application the group "development" is what it runs with on a developer's machine. */
function scopeOf(gem: GemLine, rails: GemLine | undefined): Scope {
  if (gem.conditional) return "optional";
  const { groups } = gem;
  if (groups.length === 0) return "app";
  if (groups.every((group) => group === "test")) return "test";
  const helping = (group: string) => group === "test" || DEVELOPMENT_GROUPS.has(group);
  if (!groups.every(helping)) return groups.includes("production") ? "production" : "app";
  return rails && groups.includes("development") ? "app" : "development";
}

/** The line that makes it a Rails application. */
function railsIn(project: Project, file: string, gemfile: Gemfile): GemLine | undefined {
  const isStarted = APPLICATION_FILES.some((path) => project.has(folderOf(file) + path));
  return isStarted
    ? gemfile.gems.find(({ name }) => name === "rails" || name === "railties")
    : undefined;
}

function languageFacts(project: Project, file: string, gemfile: Gemfile): readonly Fact[] {
  const folder = folderOf(file);
  const find = (name: string) => gemfile.gems.find((gem) => gem.name === name);
  const rails = railsIn(project, file, gemfile);
  const application = APPLICATION_FILES.some((path) => project.has(folder + path));
  if (rails) {
    return [
      { kind: "framework", language: "ruby", framework: "rails", file, line: rails.line },
      language(file, { weight: 1.1, line: rails.line, says: "is a Rails application" }),
    ];
  }
  const isOfPods = find("cocoapods") !== undefined;
  const isHelper = ({ name }: GemLine) => HELPERS.test(name) || isOfPods && OF_COCOAPODS.test(name);
  if (gemfile.gems.length > 0 && gemfile.gems.every(isHelper)) {
    return [{
      ...language(file, { weight: 0.3, line: 0, says: "lists tools only" }),
      role: "tooling",
    }];
  }
  const named = FRAMEWORKS.find((name) => find(name));
  const locked = project.has(`${file === "gems.rb" ? "gems" : file}.lock`) ||
    project.has(`${folder}gems.locked`);
  const framework: readonly Fact[] = named
    ? [{
      kind: "framework",
      language: "ruby",
      framework: named,
      file,
      line: find(named)?.line ?? 0,
    }]
    : [];
  const weight = named || application ? 1 : locked ? 0.9 : 0.8;
  return [...framework, language(file, { weight, line: 0, says: "lists the project's gems" })];
}

function language(
  file: string,
  said: { weight: number; line: number; says: string },
): LanguageFact {
  return { kind: "language", language: "ruby", role: "application", file, ...said };
}

/** The version files say what a developer runs, the lock what the bundle was last made with; then the Gemfile. */
function versions(project: Project, file: string, gemfile: Gemfile): readonly VersionFact[] {
  const lockFile = file === "gems.rb" ? "gems.locked" : `${file}.lock`;
  const locked = lockedRuby(project.text(lockFile) ?? "");
  const version = { kind: "version", language: "ruby" } as const;
  const lock = locked
    ? [{ ...version, ...locked, file: lockFile, says: `RUBY VERSION ruby ${locked.spec}` }]
    : [];
  const files = toolVersions(project, {
    language: "ruby",
    names: ["ruby"],
    files: [".ruby-version"],
  });
  const managed = rvmrc(project);
  const { ruby } = gemfile;
  if (ruby?.spec) {
    const own = { ...version, spec: ruby.spec, says: `ruby "${ruby.spec}"`, file, line: ruby.line };
    return [...files, ...managed, ...lock, own];
  }
  return [...files, ...managed, ...lock];
}

const RVM = /^\s*(?:rvm\s+(?:use\s+)?(?:--\S+\s+)*|environment_id=")(?:ruby-)?(\d+\.\d+(?:\.\d+)?)/;

/** RVM's own file is a script: `rvm use ruby-2.7.2@shop`, or the variable that its template sets. */
function rvmrc(project: Project): readonly VersionFact[] {
  const file = ".rvmrc";
  return (project.text(file) ?? "").split(/\r?\n/).flatMap(
    (line, index): readonly VersionFact[] => {
      const spec = RVM.exec(line)?.[1];
      const says = line.trim();
      return spec ? [{ kind: "version", language: "ruby", spec, says, file, line: index + 1 }] : [];
    },
  );
}
