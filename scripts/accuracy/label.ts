/** What a person read in one repository, before detection ran on it. */
export interface Label {
  /** "owner/name" on GitHub. */
  readonly repository: string;
  readonly commit: string;
  /** The folder that is looked at, "." for the whole. */
  readonly folder: string;
  /** The primary one first; empty where it is none that dockstart knows. */
  readonly languages: readonly string[];
  /** The release that the project pins, where it pins one. */
  readonly version?: string;
  /** What a developer must have. */
  readonly required: ReadonlySet<string>;
  /** What a developer may have, or what two readers could disagree about: neither right nor wrong. */
  readonly optional: ReadonlySet<string>;
}

const COLUMNS = "repository commit folder languages version required optional".split(" ");

/**
 * Reads a file of labels: tab-separated, a head line, "-" where a list is empty.
 * @throws Error that names the line which has not seven columns
 */
export function readLabels(text: string): readonly Label[] {
  const [, ...lines] = text.trimEnd().split("\n");
  return lines.map((line, at) => {
    const cells = line.split("\t");
    if (cells.length !== COLUMNS.length) {
      throw new Error(`line ${at + 2}: ${cells.length} columns, not ${COLUMNS.length}`);
    }
    const [repository = "", commit = "", folder = "", languages = "", version = "", ...services] =
      cells;
    return {
      repository,
      commit,
      folder,
      languages: listed(languages),
      ...(listed(version).length > 0 ? { version } : {}),
      required: new Set(listed(services[0] ?? "")),
      optional: new Set(listed(services[1] ?? "")),
    };
  });
}

function listed(cell: string): readonly string[] {
  return cell.split(",").map((each) => each.trim()).filter((each) =>
    each !== "-" && each !== "none" && each !== ""
  );
}
