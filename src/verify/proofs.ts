import type { Evidence } from "./evidence.ts";
import { proveBackup, proveFailures, proveRetention, proveTools } from "./prove_backup.ts";
import { proveRefusal, proveRestore } from "./prove_restore.ts";
import type { Stage } from "./stage.ts";

/** One thing that has to hold for an engine. */
export interface Proof {
  /** What holds: a sentence. */
  readonly name: string;
  /** What to look at where it does not. */
  readonly hint: string;
  prove(stage: Stage, evidence: Evidence): Promise<void>;
}

const SCRIPTS =
  "Look into .devcontainer/scripts and Dockerfile.backup; dockstart init --diff shows what was changed there.";

/** Everything, in this order: each proof begins from what the one before it has left. */
export const PROOFS: readonly Proof[] = [
  {
    name: "the sidecar's tools are of the server's own release",
    hint: "The build argument with the image's name has to be the one that the service runs.",
    prove: proveTools,
  },
  {
    name: "a backup is a checked file of the folder's owner, for nobody else to read",
    hint: SCRIPTS,
    prove: proveBackup,
  },
  {
    name:
      "a dump that stops halfway, or fails, is not called a backup, and the sidecar is unhealthy",
    hint: SCRIPTS,
    prove: proveFailures,
  },
  {
    name: "retention takes what is too old, and nothing else",
    hint: SCRIPTS,
    prove: proveRetention,
  },
  {
    name: "a restore brings back exactly what was backed up",
    hint: SCRIPTS,
    prove: proveRestore,
  },
  {
    name: "a restore refuses a damaged file, and changes nothing",
    hint: SCRIPTS,
    prove: proveRefusal,
  },
];
