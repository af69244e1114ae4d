/** What lies in the backup folder of the isolated sidecar. */
import type { Stage } from "./stage.ts";

const STAMP = "\\d{4}-\\d\\d-\\d\\dT\\d\\d-\\d\\d-\\d\\d";

/** A file as `stat` shows it. */
export interface BackupFile {
  readonly name: string;
  readonly mode: string;
  readonly owner: string;
  readonly bytes: number;
}

/** The engine's own backups of its main database, oldest first. */
export async function backupsOf(stage: Stage, engine: string): Promise<readonly BackupFile[]> {
  const text = await stage.shell("cd /backup && stat -c '%a %u %s %n' -- * 2> /dev/null || true");
  const own = new RegExp(`^${engine}-${STAMP}\\.(?!.*\\.sha256$)`);
  return text.split("\n").flatMap((line) => {
    const [mode = "", owner = "", bytes, ...name] = line.split(" ");
    const file = name.join(" ");
    return own.test(file) ? [{ name: file, mode, owner, bytes: Number(bytes) }] : [];
  }).sort((a, b) => a.name < b.name ? -1 : 1);
}

/** Every file in the folder with its digest, hidden ones too, but for what is remembered of the runs. */
export function listing(stage: Stage): Promise<string> {
  return stage.shell(
    "cd /backup && find . -type f ! -path './.state/*' | sort | xargs -r sha256sum",
  );
}
