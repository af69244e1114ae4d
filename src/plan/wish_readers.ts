import { ENGINE_IDS, type EngineId } from "../engines/engine.ts";
import { DockstartError } from "../errors.ts";
import { didYouMean } from "../suggest.ts";

/*
 * How the wishes that people type are read: each throws a DockstartError "bad-wish" for what makes no
 * sense.
 */

export const MOST_DAYS = 3650;

export function readServices(list: string): EngineId[] {
  const names = list.split(",").map((name) => name.trim()).filter((name) => name !== "");
  if (names.length === 0) {
    throw new DockstartError(
      "bad-wish",
      "The list of services is empty",
      `Name some of ${ENGINE_IDS.join(", ")}, with commas between them, or "none".`,
    );
  }
  if (names.length === 1 && names[0] === "none") return [];
  return [...new Set(names.map((name) => oneOf<EngineId>("service", name, ENGINE_IDS)))];
}

/** Paths inside the project, with forward slashes. */
export function readFiles(list: string): string[] {
  const files = list.split(",").map((file) =>
    file.trim().replaceAll("\\", "/").replace(/^\.\//, "")
  )
    .filter((file) => file !== "");
  if (files.length === 1 && files[0] === "none") return [];
  const outside = files.find((file) => /^(?:\/|[a-z]:)|(?:^|\/)\.\.(?:\/|$)/i.test(file));
  if (files.length > 0 && outside === undefined) return files;
  throw new DockstartError(
    "bad-wish",
    outside === undefined
      ? "The list of compose files is empty"
      : `The compose file "${outside}" is not inside the project`,
    'Give paths inside the project\'s folder, with commas between them, or "none".',
  );
}

/** A folder inside the project, with forward slashes and none behind it; "." for its own. */
export function readFolder(text: string): string {
  const parts = text.trim().replaceAll("\\", "/").split("/");
  const folder = parts.filter((part) => part !== "." && part !== "").join("/") || ".";
  if (!/^(?:\/|[a-z]:)/i.test(text.trim()) && !parts.includes("..")) return folder;
  throw new DockstartError(
    "bad-wish",
    `The folder "${text}" is not inside the project`,
    "Give a path inside the project's folder: --path apps/api.",
  );
}

export function readRetention(text: string): number {
  const days = /^\d+$/.test(text.trim()) ? Number(text) : NaN;
  if (days >= 1 && days <= MOST_DAYS) return days;
  throw new DockstartError(
    "bad-wish",
    `A retention of "${text}" days makes no sense`,
    `Give a whole number from 1 to ${MOST_DAYS}: --retention-days 14 keeps two weeks of backups.`,
  );
}

/** The words for on and off that people write into an environment. */
export function readSwitch(text: string): boolean {
  const word = text.trim().toLowerCase();
  if (/^(?:1|true|yes|on)$/.test(word)) return true;
  if (/^(?:0|false|no|off)$/.test(word)) return false;
  throw new DockstartError(
    "bad-wish",
    `"${text}" is neither on nor off`,
    'Write "true" or "false".',
  );
}

/** Other names that people have for the same thing. */
const ALSO: Readonly<Record<string, string>> = {
  postgresql: "postgres",
  pg: "postgres",
  javascript: "node",
  typescript: "node",
  nodejs: "node",
  rails: "ruby",
  django: "python",
  golang: "go",
  csharp: "dotnet",
  "c#": "dotnet",
  ".net": "dotnet",
  laravel: "php",
  phoenix: "elixir",
};

export function oneOf<Id extends string>(what: string, word: string, ids: readonly Id[]): Id {
  const plain = word.trim().toLowerCase();
  const found = ids.find((id) => id === (ALSO[plain] ?? plain));
  if (found) return found;
  throw new DockstartError(
    "bad-wish",
    `There is no ${what} "${word}"`,
    `${didYouMean(word, [...ids, ...Object.keys(ALSO)])}Choose from ${ids.join(", ")}.`,
  );
}
