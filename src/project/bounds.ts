/** A file larger than this is data, not configuration. */
export const MAX_FILE_BYTES = 1024 * 1024;

/** Folders below the project's own that are listed: deep enough for the sources of a Java module. */
export const MAX_DEPTH = 12;

/** Folder entries that are listed, the shallow ones first. */
export const MAX_ENTRIES = 120_000;

/** Folders of other people's code, of build output, and of tools' own state. */
const SKIPPED = new Set([
  "node_modules",
  "bower_components",
  "jspm_packages",
  "vendor",
  "third_party",
  "third-party",
  "thirdparty",
  "3rdparty",
  "venv",
  "virtualenv",
  "site-packages",
  "__pycache__",
  "Pods",
  "Carthage",
  "dist",
  "build",
  "out",
  "target",
  "obj",
  "_build",
  "deps",
  "coverage",
  "htmlcov",
  "tmp",
  "log",
  "logs",
]);

/** Hidden folders that hold configuration which a project shares; all others are skipped. */
const HIDDEN_WITH_CONFIGURATION = new Set([
  ".circleci",
  ".config",
  ".ddev",
  ".dev",
  ".devcontainer",
  ".docker",
  ".forgejo",
  ".gitea",
  ".github",
  ".gitlab",
  ".meteor",
]);

/** Whether the walk stays out of a folder of this name. */
export function isSkippedFolder(name: string): boolean {
  if (name.startsWith(".")) return !HIDDEN_WITH_CONFIGURATION.has(name);
  return SKIPPED.has(name);
}

/** Whether a listed file lies where the walk goes: `glob` is the same on disk and in memory. */
export function isWalked(path: string): boolean {
  const folders = path.split("/").slice(0, -1);
  return folders.length <= MAX_DEPTH && !folders.some(isSkippedFolder);
}

/** Whether these are a binary file's bytes: text has no zero byte. */
export function isBinary(bytes: Uint8Array): boolean {
  return bytes.subarray(0, 8192).includes(0);
}
