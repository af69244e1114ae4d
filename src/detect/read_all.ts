import { DockstartError } from "../errors.ts";
import type { Project } from "../project/project.ts";
import type { Fact, Reader } from "./facts.ts";
import { noteOf } from "./parse/broken.ts";
import { depthOf, nameOf } from "./places.ts";

/** Manifests of which a repository can have many: a broken one below the top is one package's trouble. */
const MANIFEST =
  /^(?:package\.json|deno\.jsonc?|composer\.json|pyproject\.toml|Pipfile|Cargo\.toml|go\.mod|pom\.xml|.*\.(?:cs|fs|vb)proj)$/;

/** Files of tools beside the manifests, and properties that some of them import: no one of them decides. */
const ASIDE = /\.props$|^(?:\.?mise\.toml|config\.toml|pixi\.toml|\.prototools|import_map\.json)$/;

/**
 * The facts of all readers. A manifest in a folder that cannot be parsed is left out, with a note;
 * where no language is found without it, it is the error after all.
 * @throws DockstartError "bad-manifest" when a file that decides cannot be parsed
 */
export function readAll(project: Project, readers: readonly Reader[]): readonly Fact[] {
  const broken = new Map<string, DockstartError>();
  const view = without(project, broken);
  const facts = readers.flatMap((read) => readAround(() => read(view), broken));
  const [first] = broken.values();
  if (first && !facts.some(({ kind }) => kind === "language")) throw first;
  return [...facts, ...[...broken].map(([file, error]) => noteOf(error, file))];
}

/** Reads again without the file that could not be read. */
function readAround(
  read: () => readonly Fact[],
  broken: Map<string, DockstartError>,
): readonly Fact[] {
  for (;;) {
    try {
      return read();
    } catch (error) {
      const file = error instanceof DockstartError && error.kind === "bad-manifest"
        ? error.at?.file
        : undefined;
      const isOneOfMany = file !== undefined &&
        (ASIDE.test(nameOf(file)) || depthOf(file) > 0 && MANIFEST.test(nameOf(file)));
      if (!isOneOfMany || broken.has(file)) throw error;
      broken.set(file, error as DockstartError);
    }
  }
}

function without(project: Project, hidden: ReadonlyMap<string, unknown>): Project {
  return {
    name: project.name,
    has: (path) => !hidden.has(path) && project.has(path),
    text: (path) => hidden.has(path) ? undefined : project.text(path),
    glob: (pattern) => {
      const found = project.glob(pattern);
      return hidden.size === 0 ? found : found.filter((file) => !hidden.has(file));
    },
  };
}
