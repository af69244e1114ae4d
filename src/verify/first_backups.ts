import type { Evidence } from "./evidence.ts";
import { backupsOf } from "./folder.ts";
import { type Stage, StepFailure } from "./stage.ts";

/** Seconds for the first backups: data that is small needs a few, on a busy machine some more. */
const FIRST_BACKUPS = 300;

/** A backup that has failed is not tried again before the next run that is due: then there is nothing to wait for. */
const WAIT_FOR_FIRST = `
deadline=$(($(date +%s) + ${FIRST_BACKUPS}))
idle() { flock -n /backup/.state/lock true; }
until /scripts/healthcheck.sh > /tmp/health && idle; do
  if { grep -q 'the last backup failed' /tmp/health && idle; } || [ "$(date +%s)" -ge "$deadline" ]; then
    cat /var/log/backup.log /tmp/health >&2
    exit 1
  fi
  sleep 0.2
done
`;

/**
 * Starts the sidecar and waits until it has backed up what it finds missing.
 * @throws StepFailure with what the health check says, when one of them failed or none is there
 */
export async function firstBackups(stage: Stage, evidence: readonly Evidence[]): Promise<void> {
  await stage.startSidecar();
  await stage.shell(WAIT_FOR_FIRST);
  for (const { subject: { id } } of evidence) {
    if ((await backupsOf(stage, id)).length > 0) continue;
    throw new StepFailure(
      `there is no backup of ${id}, and the health check says that all is well`,
    );
  }
}
