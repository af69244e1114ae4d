import { dirname, join, resolve } from "node:path";
import { parse as parseJsonc } from "jsonc-parser";
import { parse as parseYaml } from "yaml";
import { listAt, recordAt } from "../detect/parse/shape.ts";
import { DockstartError } from "../errors.ts";

/** Without a word about Compose's own tags, "!reset" and "!override". */
const QUIETLY = { logLevel: "error" } as const;

/** The service's name in every compose file that dockstart writes. */
export const SIDECAR = "db-backup";

/** Where a project's backup sidecar is described. */
export interface Located {
  /** The project's folder. */
  readonly root: string;
  /** `.devcontainer`, absolute. */
  readonly home: string;
  /** Compose files, absolute, in the order in which docker compose is to be given them. */
  readonly files: readonly string[];
}

/**
 * Finds the sidecar from anywhere inside a repository: in this folder's `.devcontainer`, or in that of
 * a folder above it.
 * @throws DockstartError "no-sidecar" when there is none all the way up
 */
export function locateSidecar(from: string): Located {
  const start = resolve(from);
  for (let folder = start;; folder = dirname(folder)) {
    const files = filesIn(folder);
    if (files) return { root: folder, home: join(folder, ".devcontainer"), files };
    if (folder === dirname(folder)) break;
  }
  throw new DockstartError(
    "no-sidecar",
    `There is no backup sidecar in "${from}", nor in a folder above it`,
    "Run dockstart init in the project's folder: it writes one for the databases that it finds.",
  );
}

function filesIn(folder: string): readonly string[] | undefined {
  const home = join(folder, ".devcontainer");
  const own = ["docker-compose.yml", "docker-compose.backup.yml"].map((name) => join(home, name))
    .find(hasSidecar);
  if (!own) return undefined;
  return [...filesBefore(home, own), own];
}

function hasSidecar(file: string): boolean {
  const text = readText(file);
  if (text === undefined) return false;
  try {
    return SIDECAR in (parseYaml(text, QUIETLY)?.services ?? {});
  } catch {
    // a file with a mistake in it is still the sidecar's: docker compose names the mistake
    return text.includes(`${SIDECAR}:`);
  }
}

/** The project's own compose files, where the generated one only adds to them. */
function filesBefore(home: string, own: string): readonly string[] {
  const record = readJson(join(home, "dockstart.json"));
  const { files: beside } = recordAt(record, "generated", "plan", "beside");
  if (Array.isArray(beside)) return beside.map((file) => join(home, "..", String(file)));
  const listed = listAt(readJson(join(home, "devcontainer.json")), "dockerComposeFile");
  const files = listed.map((file) => join(home, String(file)));
  const place = files.indexOf(own);
  return place < 0 ? [] : files.slice(0, place);
}

function readJson(path: string): unknown {
  const text = readText(path);
  return text === undefined ? undefined : parseJsonc(text);
}

function readText(path: string): string | undefined {
  try {
    return Deno.readTextFileSync(path);
  } catch {
    return undefined;
  }
}
