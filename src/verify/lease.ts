/**
 * A run's sign of life: a file on this machine that it holds a lock on. The system lets go of the lock
 * when the process ends, however it ends, so the next run can tell what a killed one has left.
 */
export class Lease {
  private constructor(readonly path: string, readonly file: Deno.FsFile, readonly since: Date) {}

  static async take(run: string, now: Date): Promise<Lease> {
    const path = await Deno.makeTempFile({ prefix: "dockstart-verify-", suffix: ".lock" });
    const file = await Deno.open(path, { write: true });
    await file.lock(true);
    await Deno.writeTextFile(path, run);
    return new Lease(path, file, now);
  }

  /** "TIME:PATH", for a label. */
  get owner(): string {
    return `${this.since.getTime()}:${this.path}`;
  }

  async release(): Promise<void> {
    this.file.close();
    await Deno.remove(this.path);
  }
}

/** A run that is older than this has hung, or another machine's was killed; milliseconds. */
const LONGEST_RUN = 2 * 3600 * 1000;

/**
 * Whether the run that an owner stands for goes on. Where its file is not here, it is another
 * machine's on the same engine, of which only the age is known.
 */
export async function isAlive(run: string, owner: string, now: Date): Promise<boolean> {
  const [, since, path] = /^(\d+):(.+)$/.exec(owner) ?? [];
  if (!path || now.getTime() - Number(since) > LONGEST_RUN) return false;
  try {
    using file = await Deno.open(path, { write: true });
    if (!await file.tryLock(true) || await Deno.readTextFile(path) !== run) return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.PermissionDenied) {
      return true;
    }
    throw error;
  }
  await Deno.remove(path).catch(() => {});
  return false;
}
