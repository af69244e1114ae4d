import { LANGUAGE_IDS, type LanguageId } from "../../languages/language.ts";
import type { Project } from "../../project/project.ts";
import type { VersionFact } from "../facts.ts";
import { jvmVersion } from "./jvm_version.ts";

/** What Nix calls its packages of languages, each with the release in its name. */
const PACKAGES: Readonly<Partial<Record<LanguageId, RegExp>>> = {
  node: /\bnodejs(?:-slim)?[-_](\d+)(?:_x)?\b/,
  python: /\bpython(3)(\d{1,2})(?:Full)?\b/,
  ruby: /\bruby_(\d)_(\d)\b/,
  go: /\bgo_(\d)_(\d{1,2})\b/,
  php: /\bphp(\d)(\d)\b/,
  java: /\b(?:open)?jdk(\d{1,2})(?:_headless)?\b|\btemurin-bin-(\d{1,2})\b/,
  rust: /\brust-bin\.stable\."(\d+)\.(\d+)(?:\.\d+)?"/,
  elixir: /\belixir_(\d)_(\d{1,2})\b/,
  dotnet: /\bdotnet-sdk_(\d{1,2})\b|\bdotnetCorePackages\.sdk_(\d{1,2})_\d\b/,
};

/** Languages' releases in the shells that Nix makes for a project's developers. */
export function readNix(project: Project): readonly VersionFact[] {
  return project.glob("{flake,shell,devenv}.nix").flatMap((file) =>
    (project.text(file) ?? "").split(/\r?\n/).flatMap((raw, index) => {
      const code = raw.replace(/#.*$/, "");
      return LANGUAGE_IDS.flatMap((language): readonly VersionFact[] => {
        const [says, ...parts] = PACKAGES[language]?.exec(code) ?? [];
        const spec = parts.filter((part) => part !== undefined).join(".");
        const at = { file, line: index + 1 };
        if (!says || !spec) return [];
        const found = { spec, says, ...at };
        return language === "java" ? jvmVersion(found) : [{ kind: "version", language, ...found }];
      });
    })
  );
}
