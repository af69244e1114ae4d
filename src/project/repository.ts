import { dirname, join, normalize, relative, resolve, sep } from "node:path";

/** What a repository's folder holds for all of its parts: services, releases, packages. */
const SHARED = [
  "compose.yaml",
  "compose.yml",
  "docker-compose.yml",
  "docker-compose.yaml",
  ".nvmrc",
  ".node-version",
  ".python-version",
  ".ruby-version",
  ".java-version",
  ".tool-versions",
  "mise.toml",
  ".mise.toml",
  "rust-toolchain.toml",
  "global.json",
  "pnpm-workspace.yaml",
  "pnpm-lock.yaml",
  "package-lock.json",
  "yarn.lock",
  "bun.lock",
  "uv.lock",
  "go.work",
];

/** The repository that a folder is a part of, and what it shares with its parts. */
export interface Repository {
  /** Its folder, as one would type it where `path` was typed. */
  readonly root: string;
  /** The way from there to the part, with forward slashes. */
  readonly part: string;
  /** Never empty. */
  readonly shares: readonly string[];
}

/**
 * The repository around a folder.
 * @returns undefined where the folder is a repository's own or in none, or nothing is shared with it
 */
export function repositoryAround(path: string): Repository | undefined {
  const own = resolve(path);
  let folder = own;
  while (!isThere(join(folder, ".git"))) {
    if (dirname(folder) === folder) return undefined;
    folder = dirname(folder);
  }
  if (folder === own) return undefined;
  const shares = SHARED.filter((name) => isThere(join(folder, name)));
  if (shares.length === 0) return undefined;
  const part = relative(folder, own);
  return {
    root: normalize(join(path, relative(own, folder))).replace(/[\\/]$/, ""),
    part: part.split(sep).join("/"),
    shares,
  };
}

function isThere(path: string): boolean {
  try {
    Deno.lstatSync(path);
    return true;
  } catch {
    return false;
  }
}
