import { posix } from "node:path";

/** Endings by which a text is taken for the name of a SQLite database. */
const FILE_NAME = /^[^:*?"<>|\0]*[^/:*?"<>|\0]\.(?:db3?|sqlite3?|s3db)$/i;
const URL = /^(?:jdbc:)?(?:better-)?(?:sqlite3?|file|libsql)(?:\+\w+)?:(?!memory)([^?#]*)/i;

/** Whether a text is the name of a file that SQLite would keep a database in. */
export function isFileName(text: string): boolean {
  return FILE_NAME.test(text);
}

/**
 * The path in a SQLite URL: "sqlite:///db/shop.db", "sqlite://shop.db", "sqlite:shop.db",
 * "file:./dev.db". Three slashes stand before a relative path, four before an absolute one (SQLAlchemy),
 * but for "file:", where three are an absolute one's.
 * @returns undefined where the text is no such URL, or names no file
 */
export function pathInUrl(text: string): string | undefined {
  const found = URL.exec(text.trim())?.[1];
  if (found === undefined) return undefined;
  const isFile = /^file:/i.test(text.trim());
  const path = !isFile && found.startsWith("///") ? found.slice(3) : found.replace(/^\/\//, "");
  return path === "" || path.includes(":memory:") ? undefined : path;
}

/**
 * Where a written path is, inside the project.
 * @param folder what it is relative to, inside the project: "" or with a slash behind it
 * @returns undefined for a path outside the project, or one that holds what only the program knows
 */
export function insideProject(folder: string, written: string): string | undefined {
  const path = written.trim().replaceAll("\\", "/");
  if (path === "" || /^\/|^[A-Za-z]:|^~|[${}<>%\0\n]/.test(path)) return undefined;
  const whole = posix.normalize(posix.join(folder, path));
  return whole === "." || whole.startsWith("..") || whole.endsWith("/") ? undefined : whole;
}
