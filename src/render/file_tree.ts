/** One generated file. The mode is what the file is created with. */
export interface GeneratedFile {
  readonly text: string;
  readonly mode: 0o644 | 0o755;
}

/** Paths inside the project, with forward slashes, to what belongs there. */
export type FileTree = ReadonlyMap<string, GeneratedFile>;
