import type { Engine } from "./engine.ts";
import { sqliteSpotting } from "./spotting/sqlite.ts";

/** Where the sidecar has the project's folders, under their own names. */
const MOUNTED = "/project";

/** A dollar sign would start a variable of Compose's. */
function forCompose(text: string): string {
  return text.replaceAll("$", "$$$$");
}

export const sqlite: Engine = {
  id: "sqlite",
  title: "SQLite",
  spotting: sqliteSpotting,
  shared: () => ({}),
  // the application's configuration names its file
  appEnvironment: () => ({}),
  appPackages: ["sqlite3", "libsqlite3-dev"],
  sidecarEnvironment: ({ files = [] }) => ({ SQLITE_PATHS: forCompose(files.join(":")) }),
  sidecarPackages: ["sqlite"],
  // Folders and not files: what SQLite writes beside a database belongs to it.
  sidecarVolumes: ({ folders = [] }, project) =>
    folders.map((folder) =>
      folder === ""
        ? `${project}:${MOUNTED}`
        : forCompose(`${project}/${folder}:${MOUNTED}/${folder}`)
    ),
  dumpTool: "sqlite3",
  scripts: ["sqlite"],
  proof: () => ["sh", "-s"],
};
