import type { Command } from "@commander-js/extra-typings";
import type { Session } from "./session.ts";

type AddCommand = (program: Command, session: Session) => void;

/**
 * Every command, in the order in which help shows them. Each brings what it needs, and is loaded when it
 * is typed: starting is most of what a short command does.
 */
export const COMMANDS = {
  init: async () => (await import("./init.ts")).addInit,
  detect: async () => (await import("./detect.ts")).addDetect,
  plan: async () => (await import("./plan.ts")).addPlan,
  verify: async () => (await import("./verify.ts")).addVerify,
  backup: async () => (await import("./backup.ts")).addBackup,
  list: async () => (await import("./list.ts")).addList,
  restore: async () => (await import("./restore.ts")).addRestore,
  undo: async () => (await import("./undo.ts")).addUndo,
  snapshot: async () => (await import("./snapshot.ts")).addSnapshot,
  status: async () => (await import("./status.ts")).addStatus,
  remove: async () => (await import("./remove.ts")).addRemove,
  completions: async () => (await import("./completions.ts")).addCompletions,
  man: async () => (await import("./completions.ts")).addMan,
} as const satisfies Readonly<Record<string, () => Promise<AddCommand>>>;

/** Whether a word is a command's name. */
export function isCommand(word: string): word is keyof typeof COMMANDS {
  return Object.hasOwn(COMMANDS, word);
}
