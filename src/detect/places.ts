/** What a folder's name says of the files in it. */
export type Place = "app" | "test" | "example" | "deployment" | "tooling";

const TEST =
  /^(?:tests?|spec|specs|e2e|cypress|playwright|fixtures?|__tests__|testdata|.*[._-]tests?|tests?[._-].*)$/i;
/** Gradle's source sets and .NET's projects: "contractTest", "UnitTests". */
const TEST_BY_CASE = /[a-z0-9]Tests?$/;
const EXAMPLE =
  /^(?:docs?|documentation|examples?|samples?|demos?|templates?|website|benchmarks?|archived?|legacy|deprecated|obsolete|starters?|.*[-_](?:examples?|samples?)|examples?[-_].*|.*[-_](?:docs|reference)(?:[-_].*)?|docs[-_].*)$/i;
const DEPLOYMENT =
  /^(?:docker|podman|deploy|deployments?|k8s|kubernetes|helm|charts?|production|prod|ops|infra|contrib|extras?|self-?host(?:ing|ed)?|hosting|install)$/i;
const TOOLING = /^(?:scripts?|tools?|tooling|hack|ci|\.github|\.devcontainer|\.circleci|bin)$/i;
/** Deeper down these are parts of an application. */
const TOOLING_AT_TOP = /^utils?$/i;

/** Files of tests, examples and deployments say less of what a developer needs. */
export function placeOf(path: string): Place {
  // packages of the JVM are called com.example as well
  const folders = path.replace(/((?:^|\/)src\/main\/(?:java|kotlin)\/).*\//, "$1")
    .split("/").slice(0, -1);
  if (folders.some((folder) => TEST.test(folder) || TEST_BY_CASE.test(folder))) return "test";
  if (folders.some((folder) => EXAMPLE.test(folder))) return "example";
  if (folders.some((folder) => DEPLOYMENT.test(folder))) return "deployment";
  if (folders.some((folder) => TOOLING.test(folder)) || TOOLING_AT_TOP.test(folders[0] ?? "")) {
    return "tooling";
  }
  return "app";
}

/** The folder a file lies in, with a slash behind it; "" for the project's own. */
export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
}

/** How many folders a file lies below the project's own. */
export function depthOf(path: string): number {
  return path.split("/").length - 1;
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** What files are looked for in. */
interface Globbed {
  glob(pattern: string): readonly string[];
}

/**
 * The files of some patterns, each once, the shallow ones first.
 * @param keep which of them count
 * @param most a bound for projects that call everything so
 */
export function filesOf(
  project: Globbed,
  patterns: readonly string[],
  { keep, most = Infinity }: { readonly keep: (file: string) => boolean; readonly most?: number },
): readonly string[] {
  return [...new Set(patterns.flatMap((pattern) => project.glob(pattern).filter(keep)))]
    .sort((a, b) => depthOf(a) - depthOf(b) || (a < b ? -1 : 1))
    .slice(0, most);
}

/**
 * Manifests of the project's own applications: not those of tests and examples, the shallow ones
 * first.
 * @param depth folders below the project's own that are looked into
 */
export function manifests(project: Globbed, name: string, depth = 3): readonly string[] {
  return filesOf(project, [`**/${name}`], {
    keep: (file) => depthOf(file) <= depth && !/^(?:test|example)$/.test(placeOf(file)),
  });
}
