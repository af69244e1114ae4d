import { LANGUAGE_IDS, type LanguageId } from "../languages/language.ts";
import { LANGUAGES } from "../languages/registry.ts";
import type { Project } from "../project/project.ts";
import type { LanguageFact } from "./facts.ts";
import { depthOf, placeOf } from "./places.ts";

/* What a project is written in by its sources, where its manifests do not say. */

/** How sure it is that code without a manifest is an application. */
const OF_SOURCES = 0.7;

/** Sources of languages that no dev container is made for here. */
const OTHERS =
  "**/*.{c,cc,cpp,cxx,vala,m,mm,swift,dart,scala,hs,pl,pm,lua,clj,erl,ml,zig,nim,cr,jl,pas,f90,adb}";
/** What builds them. */
const BUILDS_OTHERS = [
  "{configure.ac,configure.in,CMakeLists.txt,meson.build,Makefile.PL,Build.PL,cpanfile,dist.ini}",
  "{stack.yaml,build.sbt,Package.swift,project.clj,rebar.config,dune-project,build.zig,pubspec.yaml}",
  "*.cabal",
];

/** Where the sources of a small program are. */
const TOP = "{,*/}";

/** How many files of a language a project has. */
export function sizeOf(project: Project, id: LanguageId): number {
  return project.glob(LANGUAGES[id].sources).length;
}

/**
 * Whether a project is built and mostly written in a language that no dev container is made for: what its manifests
 * list then are bindings, pages and tools.
 */
export function isOfAnother(project: Project, stated: readonly LanguageFact[]): boolean {
  const isOwn = stated.some(({ file, role }) => depthOf(file) === 0 && role === "application");
  if (isOwn || !BUILDS_OTHERS.some((pattern) => project.glob(pattern).length > 0)) return false;
  const languages = new Set(stated.map(({ language }) => language));
  const own = [...languages].map((id) => sizeOf(project, id));
  return project.glob(OTHERS).length > 2 * Math.max(0, ...own);
}

/** Without a manifest that says more, what the code at the top is written in. */
export function fromSources(
  project: Project,
  weak: readonly LanguageFact[],
): readonly LanguageFact[] {
  const atTop = countSources(project, TOP);
  const isAtTop = atTop.some(({ files }) => files.length > 0);
  const folders = isAtTop ? TOP : "**/";
  const counted = isAtTop ? atTop : countSources(project, folders);
  const others = project.glob(OTHERS.replace("**/", folders)).length;
  if (others > Math.max(...counted.map(({ files }) => files.length))) return [];
  const [most] = counted.sort((a, b) => b.files.length - a.files.length || rank(b.id) - rank(a.id));
  // what lies at the top says more of a project than what lies with its tools
  const [first] = [...most?.files ?? []].sort((a, b) => depthOf(a) - depthOf(b));
  if (!most || first === undefined) return [];
  const manifest = weak.find(({ language }) => language === most.id);
  const says = manifest?.says ?? `is written in ${LANGUAGES[most.id].title}`;
  const at = manifest ? { file: manifest.file, line: manifest.line } : { file: first, line: 0 };
  return [{
    kind: "language",
    language: most.id,
    role: "application",
    weight: OF_SOURCES,
    says,
    ...at,
  }];
}

/** The files of each language in some folders, without those that configure tools. */
function countSources(
  project: Project,
  folders: string,
): { readonly id: LanguageId; readonly files: readonly string[] }[] {
  return LANGUAGE_IDS.map((id) => {
    const files = project.glob(LANGUAGES[id].sources.replace("**/", folders))
      .filter((file) =>
        !/\.config\.\w+$|(?:^|\/)\./.test(file) && /^(?:app|tooling)$/.test(placeOf(file))
      );
    const own = id !== "deno" || files.some((file) => isForDeno(project.text(file))) ? files : [];
    return { id, files: own };
  });
}

/** Deno's files are JavaScript's, too; Bun's are only its own where a manifest says so. */
function rank(id: LanguageId): number {
  return id === "deno" ? 2 : id === "bun" ? 0 : 1;
}

function isForDeno(text = ""): boolean {
  return /\bDeno\.|["'](?:jsr:|https:\/\/deno\.land\/)/.test(text);
}
