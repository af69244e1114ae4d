import type { Subject } from "./subjects.ts";

/** What is learned of an engine step by step. */
export interface Evidence {
  readonly subject: Subject;
  /** The fingerprint of the seeded data. */
  seeded: string;
  /** The test backup's file name. */
  file: string;
  bytes: number;
  backupSeconds: number;
  restoreSeconds: number;
}
