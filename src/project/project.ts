/**
 * The user's folder as detection sees it: read-only, bounded, never outside itself. `disk.ts` and
 * `memory.ts` are its two forms.
 */
export interface Project {
  /** The folder's own name, as the user wrote it ("my-rails-app"). */
  readonly name: string;
  /** Whether a readable regular file is there. `path` is relative, with forward slashes. */
  has(path: string): boolean;
  /**
   * The file's text with line endings as they are, or undefined where it is missing, too large or
   * binary.
   * @throws DockstartError "unreadable" when the file is there and may not be read
   */
  text(path: string): string | undefined;
  /** Files that match, sorted; `*` stays inside a folder, `**` crosses folders. */
  glob(pattern: string): readonly string[];
}
