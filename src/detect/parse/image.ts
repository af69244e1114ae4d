/** The parts of an image's name. */
export interface ImageName {
  /** Without registry: "postgres", "pgvector/pgvector". */
  readonly repository: string;
  readonly tag?: string;
}

/** Reads "registry:5000/owner/name:tag@sha256:…". */
export function parseImage(image: string): ImageName {
  const [name = ""] = image.trim().split("@");
  const tag = /:([^:/]+)$/.exec(name)?.[1];
  const parts = (tag ? name.slice(0, -tag.length - 1) : name).toLowerCase().split("/");
  const registry = parts.length > 1 && /[.:]|^localhost$/.test(parts[0] ?? "");
  const path = registry ? parts.slice(1) : parts;
  const repository = (path[0] === "library" ? path.slice(1) : path).join("/");
  return { repository, ...(tag ? { tag } : {}) };
}

/**
 * The server's release that a tag states: "15-alpine" → "15", "pg17" → "17", "7.2.4" → "7.2",
 * "2.15.0-pg16" → "16"; undefined for "latest", "alpine".
 */
export function releaseOfTag(tag: string): string | undefined {
  const [, inside] = /(?:^|[-.])pg[-.]?(\d+(?:\.\d+)?)/.exec(tag) ?? [];
  const [, plain] = /^v?(\d+(?:\.\d+)?)(?:\.\d+)*(?:$|[-.])/.exec(tag) ?? [];
  return inside ?? plain;
}
