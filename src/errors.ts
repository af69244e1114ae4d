/**
 * The closed set of errors that users see. Each has a message, a hint that says what to do, and an
 * exit code; everything else that is thrown is a bug and is reported as one.
 */

/** What a shell script around dockstart can rely on. */
export const EXIT = {
  done: 0,
  failed: 1,
  usage: 2,
  project: 3,
  conflict: 4,
  docker: 69,
  interrupted: 130,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Every kind of error, with the exit code that it ends the program with. */
const EXIT_OF = {
  usage: EXIT.usage,
  "bad-wish": EXIT.usage,
  "no-project": EXIT.project,
  unreadable: EXIT.project,
  "bad-manifest": EXIT.project,
  "no-language": EXIT.project,
  "no-database": EXIT.project,
  "no-sidecar": EXIT.project,
  conflict: EXIT.conflict,
  "not-written": EXIT.failed,
  failed: EXIT.failed,
  "no-docker": EXIT.docker,
  interrupted: EXIT.interrupted,
} as const satisfies Record<string, ExitCode>;
export type ErrorKind = keyof typeof EXIT_OF;

/** An error that is the user's to mend: a sentence, the file and line at fault, and a hint. */
export class DockstartError extends Error {
  override readonly name = "DockstartError";

  /**
   * @param kind decides the exit code
   * @param message what happened, a sentence without a full stop, values in double quotes
   * @param hint what to do about it
   * @param at the file at fault, and its one-based line where there is one
   */
  constructor(
    readonly kind: ErrorKind,
    message: string,
    readonly hint: string,
    readonly at?: { readonly file: string; readonly line?: number },
  ) {
    super(message);
  }

  /** The process's exit code for this error. */
  get exitCode(): ExitCode {
    return EXIT_OF[this.kind];
  }

  /** "config/database.yml:3: …", as people and editors read it. */
  get sentence(): string {
    if (!this.at) return this.message;
    const line = this.at.line ? `:${this.at.line}` : "";
    return `${this.at.file}${line}: ${this.message}`;
  }
}
