/** A Python requirement: "celery[redis]>=5 ; python_version > '3.8'". */
export interface Requirement {
  /** Normalised: lower case, with hyphens. */
  readonly name: string;
  readonly extras: readonly string[];
}

/** Reads one PEP 508 requirement; undefined where the text is none. */
export function parseRequirement(text: string): Requirement | undefined {
  const match = /^\s*([A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?)\s*(?:\[([^\]]*)\])?\s*(?:$|[(<>=!~;@,])/
    .exec(text);
  if (!match) return undefined;
  const extras = (match[2] ?? "").split(",").map((extra) => extra.trim().toLowerCase());
  return { name: normalise(match[1] ?? ""), extras: extras.filter(Boolean) };
}

/** "Flask_SQLAlchemy" → "flask-sqlalchemy". */
export function normalise(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, "-");
}

export interface RequirementsFile {
  readonly requirements: readonly (Requirement & { readonly line: number })[];
  /** Files that `-r` names, as written. */
  readonly includes: readonly string[];
}

/** Reads a requirements.txt. Lines that are no requirement (options, URLs, paths) are passed over. */
export function parseRequirements(text: string): RequirementsFile {
  const requirements: (Requirement & { line: number })[] = [];
  const includes: string[] = [];
  text.replaceAll("\\\r\n", "  ").split(/\r?\n/).forEach((raw, index) => {
    const line = raw.replace(/(?:^|\s)#.*$/, "").replace(/\s--hash=\S+|\\$/g, "").trim();
    const include = /^(?:-r|--requirement)[\s=]*(.+)$/.exec(line)?.[1];
    if (include) includes.push(include.trim());
    const egg = /^(?:-e\s+|--editable[\s=]+)?\S+:\/\/\S+#egg=(\S+)/.exec(line)?.[1];
    const found = parseRequirement(egg ?? line);
    if (found) requirements.push({ ...found, line: index + 1 });
  });
  return { requirements, includes };
}
