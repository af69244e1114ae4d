import type { BackupKind } from "../sidecar/backups.ts";

/** What a backup was taken for, in a word that needs no other. */
export const PURPOSES: Readonly<Record<BackupKind, string>> = {
  scheduled: "scheduled",
  missed: "catch-up",
  manual: "manual",
  safety: "safety",
  snapshot: "snapshot",
  unknown: "",
};
