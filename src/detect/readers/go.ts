import type { Project } from "../../project/project.ts";
import type { DependencyFact, Fact, VersionFact } from "../facts.ts";
import { badManifest } from "../parse/broken.ts";
import { goModFault, type GoModule, parseGoMod } from "../parse/gomod.ts";
import { depthOf, folderOf, manifests } from "../places.ts";
import { toolVersions } from "./tool_versions.ts";

const FRAMEWORKS: Readonly<Record<string, string>> = {
  "github.com/gin-gonic/gin": "gin",
  "github.com/labstack/echo": "echo",
  "github.com/gofiber/fiber": "fiber",
  "github.com/go-chi/chi": "chi",
};

/** Reads go.mod, go.work, and Go's version files. */
export function readGo(project: Project): readonly Fact[] {
  const files = manifests(project, "go.mod");
  const read = files.map((file) => ({ file, module: moduleAt(project, file) }));
  return [
    ...read.map(({ file, module }) => languageFact(project, file, module)),
    ...versions(project, read[0]),
    ...read.flatMap(({ file, module }) => [...frameworks(file, module), ...requires(file, module)]),
  ];
}

function moduleAt(project: Project, file: string): GoModule {
  const text = project.text(file) ?? "";
  const fault = goModFault(text);
  if (fault) throw badManifest({ file, line: fault.line }, "go.mod", fault.why);
  return parseGoMod(text);
}

function languageFact(project: Project, file: string, module: GoModule): Fact {
  const folder = folderOf(file);
  const whole = project.has(`${folder}go.sum`) || module.requires.length === 0;
  const starts = project.glob(`${folder}{,cmd/,cmd/*/}main.go`).length > 0;
  return {
    kind: "language",
    language: "go",
    role: "application",
    // a module that nothing starts is somebody's library
    weight: (whole ? 1 : 0.9) - (starts ? 0 : 0.1),
    says: "declares a Go module",
    file,
    line: 0,
  };
}

/** The toolchain line is what Go really runs; the go line is the lowest that will do. */
function versions(
  project: Project,
  first: { file: string; module: GoModule } | undefined,
): readonly VersionFact[] {
  const work = project.text("go.work");
  const sources = [
    ...(work === undefined ? [] : [{ file: "go.work", module: parseGoMod(work) }]),
    ...(first && depthOf(first.file) <= 2 ? [first] : []),
  ];
  const stated = [
    ...sources.flatMap(({ file, module: { toolchain } }) =>
      toolchain ? [{ ...toolchain, file, says: `toolchain go${toolchain.spec}` }] : []
    ),
    ...sources.flatMap(({ file, module: { go } }) =>
      go ? [{ ...go, file, says: `go ${go.spec}` }] : []
    ),
  ];
  const lowest = stated.find(({ says }) => says.startsWith("go "))?.spec ?? "0";
  return [
    ...toolVersions(project, {
      language: "go",
      names: ["go", "golang"],
      files: [".go-version"],
    }).filter(({ spec }) => !isOlder(spec, lowest)),
    ...stated.map((one): VersionFact => ({ kind: "version", language: "go", ...one })),
  ];
}

/** A version file that is older than what the module asks for was forgotten: Go would refuse to build it. */
function isOlder(spec: string, lowest: string): boolean {
  const [own = [], least = []] = [spec, lowest].map((text) => text.split(".").map(Number));
  return (own[0] ?? 0) < (least[0] ?? 0) ||
    (own[0] === least[0] && (own[1] ?? 0) < (least[1] ?? 0));
}

function requires(file: string, module: GoModule): readonly DependencyFact[] {
  return module.requires.map(({ name, line }) => ({
    kind: "dependency",
    ecosystem: "go",
    name: name.replace(/\/v\d+$/, ""),
    scope: "app",
    file,
    line,
  }));
}

function frameworks(file: string, module: GoModule): readonly Fact[] {
  return module.requires.flatMap(({ name, line }): readonly Fact[] => {
    const framework = FRAMEWORKS[name.replace(/\/v\d+$/, "")];
    return framework ? [{ kind: "framework", language: "go", framework, file, line }] : [];
  });
}
