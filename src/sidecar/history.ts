import { join } from "node:path";
import type { BackupKind } from "./backups.ts";

/** One run for one engine, as state.sh remembers it. */
export interface Run {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly engine: string;
  readonly kind: BackupKind;
  readonly result: "ok" | "failed" | "restored";
  /** The backup's file name; "-" where it came to none. */
  readonly file: string;
  readonly bytes: number;
  readonly seconds: number;
  /** What the backup holds (tables with rows, keys), or why there is none. */
  readonly text: string;
}

const KINDS: readonly BackupKind[] = ["scheduled", "missed", "manual"];

/** The history in a backup folder, oldest first; empty where there is none or it may not be read. */
export function readHistory(folder: string): readonly Run[] {
  return parseHistory(readText(join(folder, ".state", "history")));
}

/** Reads the lines that state.sh has written; what is no such line is passed over. */
export function parseHistory(text: string): readonly Run[] {
  return text.split("\n").flatMap((line) => {
    const fields = line.split("\t");
    const [at, engine = "", kind, result, file = "", bytes, seconds, ...rest] = fields;
    if (fields.length < 8 || !isResult(result)) return [];
    return [{
      at: Number(at) * 1000,
      engine,
      kind: KINDS.find((each) => each === kind) ?? "unknown",
      result,
      file,
      bytes: Number(bytes),
      seconds: Number(seconds),
      text: rest.join("\t"),
    }];
  });
}

function isResult(text: string | undefined): text is Run["result"] {
  return text === "ok" || text === "failed" || text === "restored";
}

/** What each backup was taken for, by its file's name. */
export function kindsOf(history: readonly Run[]): ReadonlyMap<string, BackupKind> {
  return new Map(
    history.filter(({ result }) => result === "ok").map(({ file, kind }) => [file, kind]),
  );
}

/** The safety backup that undoes an engine's last restore; undefined where there was none. */
export function readUndo(folder: string, engine: string): string | undefined {
  return readText(join(folder, ".state", `${engine}.undo`)).trim() || undefined;
}

function readText(path: string): string {
  try {
    return Deno.readTextFileSync(path);
  } catch {
    return "";
  }
}
