import type { Project } from "../../project/project.ts";
import type { LanguageFact, VersionFact } from "../facts.ts";
import { type Parsed, recordAt, textAt } from "../parse/shape.ts";
import { toolVersions } from "./tool_versions.ts";

/** What only Bun writes, or reads. */
const LOCKS = ["bun.lock", "bun.lockb", "bunfig.toml"];
const OTHER_LOCKS = ["package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml"];

/** Which of the two a package needs, the one that runs it first. */
export type Runtime = "node" | "bun" | "bun and node" | "node and bun";

/** A package of a project. */
export interface Package {
  readonly parsed: Parsed;
  /** The package.json of the project's own folder. */
  readonly root: Parsed | undefined;
  /** A file of the project's pins a release of Node.js. */
  readonly isPinned: boolean;
}

/**
 * Which of the two runs a package: Bun where its lock is the only one, or it is the package manager.
 * Where the project states a release of Node.js as well it needs both, unless the scripts or the types say
 * that Bun runs everything; a release that is pinned is what the application runs on.
 */
export function runtimeOf(
  project: Project,
  folder: string,
  { isPinned, parsed, root }: Package,
): Runtime {
  const manager = textAt(parsed.value, "packageManager") ?? "";
  const has = (names: readonly string[]) =>
    names.some((name) => project.has(folder + name)) ||
    (manager === "" && names.some((name) => project.has(name)));
  if (isStartedByBun(parsed)) return isPinned ? "node and bun" : "bun";
  const installs = manager.startsWith("bun@") || (has(LOCKS) && !has(OTHER_LOCKS) && !manager);
  if (!installs) return "node";
  if (isPinned || isStartedByNode(parsed)) return "node and bun";
  if (isTypedForBun(parsed)) return "bun";
  if (![parsed, root ?? parsed].every(statesNode)) return "bun";
  return EXACT.test(textAt((root ?? parsed).value, "engines", "node") ?? "")
    ? "node and bun"
    : "bun and node";
}

const EXACT = /^v?\d+\.\d+\.\d+$/;

/** What one package of a workspace states alone, its users need; the developers', only where the root says so. */
function statesNode({ value }: Parsed): boolean {
  return textAt(value, "engines", "node") !== undefined;
}

function isTypedForBun(parsed: Parsed): boolean {
  return ["dependencies", "devDependencies"].some((group) =>
    ["@types/bun", "bun-types"].some((name) => name in recordAt(parsed.value, group))
  );
}

function isStartedByBun(parsed: Parsed): boolean {
  const scripts = recordAt(parsed.value, "scripts");
  return ["start", "dev", "serve"].some((name) =>
    /(?:^|&&|[\s"'])bun\s+(?:--\S+\s+)*(?!run\b|install\b|i\b|x\b)\S/.test(
      textAt(scripts, name) ?? "",
    )
  );
}

/** Developed and started with Node.js by name, whatever installs it. */
function isStartedByNode(parsed: Parsed): boolean {
  const scripts = recordAt(parsed.value, "scripts");
  return ["dev", "start"].every((name) =>
    /(?:^|&&|\s)(?:node|tsx|ts-node|nodemon)\s/.test(textAt(scripts, name) ?? "")
  );
}

/** A package that Bun runs, or installs. The one of the two that does not run it is a tool which it needs. */
export function runtimeFacts(fact: LanguageFact, runtime: Runtime): readonly LanguageFact[] {
  const bun: LanguageFact = { ...fact, language: "bun" };
  if (runtime === "node") return [fact];
  if (runtime === "bun") return [bun];
  if (runtime === "node and bun") {
    return [fact, { ...bun, weight: 0.8, line: 0, says: "is installed by Bun" }];
  }
  return [bun, { ...fact, weight: 0.8, line: 0, says: "states a release of Node.js" }];
}

/** Bun's own version file, and what package.json says of it. */
export function bunVersions(project: Project, root: Parsed | undefined): readonly VersionFact[] {
  const version = { kind: "version", language: "bun" } as const;
  const files = toolVersions(project, { language: "bun", names: ["bun"], files: [".bun-version"] });
  const manager = /^bun@([\d.]+)/.exec(textAt(root?.value, "packageManager") ?? "")?.[1];
  const engine = textAt(root?.value, "engines", "bun");
  const at = (path: readonly string[]) => ({ file: "package.json", line: root?.line(path) ?? 0 });
  return [
    ...files,
    ...(manager
      ? [{
        ...version,
        spec: manager,
        says: `packageManager bun@${manager}`,
        ...at(["packageManager"]),
      }]
      : []),
    ...(engine
      ? [{ ...version, spec: engine, says: `engines.bun "${engine}"`, ...at(["engines", "bun"]) }]
      : []),
  ];
}
