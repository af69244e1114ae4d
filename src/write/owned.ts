import { blobId } from "./blob_id.ts";
import type { Journal } from "./journal.ts";
import type { StoredRecord } from "./record.ts";

/** Which files dockstart wrote, from its record and from the journal of a run that was cut short. */
export class Owned {
  constructor(readonly record: StoredRecord, readonly journal?: Journal) {}

  /** Every path that dockstart has ever written here. */
  get paths(): readonly string[] {
    return [...new Set([...this.record.files.keys(), ...this.journal?.files.keys() ?? []])];
  }

  /**
   * The blob id of what dockstart last generated for a file; undefined where it is not its own.
   * @param there the file's plain text as it is now
   */
  idOf(path: string, there: string | undefined): string | undefined {
    const begun = this.journal?.files.get(path);
    const reached = begun && there !== undefined && blobId(there) === begun.written;
    return reached ? begun.generated : this.record.files.get(path) ?? begun?.generated;
  }
}
