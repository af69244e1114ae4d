/** The only hand on the world outside the project's folder: processes, environment, clock. */
export interface Host {
  /**
   * Runs a program to its end.
   * @throws DockstartError "no-docker" when `argv[0]` is docker and is not installed, "interrupted"
   * when the user has asked to stop before it began
   */
  run(argv: readonly string[], options?: RunOptions): Promise<RunResult>;
  env(name: string): string | undefined;
  now(): Date;
  /** Aborted when the user asks to stop (Ctrl-C, SIGTERM). Who listens has to end and tidy up. */
  readonly stopped: AbortSignal;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly stdin?: Uint8Array | string;
  readonly env?: Readonly<Record<string, string>>;
  /** Gets each line as it comes, besides the result. */
  readonly onLine?: (line: string) => void;
  /** Runs to its end even when the user has asked to stop: for tidying up. */
  readonly unstoppable?: boolean;
}

export interface RunResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}
