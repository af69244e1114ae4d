import type { Coordinates } from "../facts.ts";

/** What may be kept of a connection URL: never its password. */
export interface ConnectionParts extends Coordinates {
  /** Lower-case, without `jdbc:`, `r2dbc:` and `+driver`. */
  readonly scheme: string;
  readonly host?: string;
}

const PREFIX = /^(?:jdbc:|r2dbc:(?:pool:)?)/i;
const SCHEME = /^([a-z][a-z0-9.-]*)(?:\+[a-z0-9_+.-]+)?:(?=\/\/|file:|[^/])/i;
/** Schemes of which a colon alone makes a URL: "sqlite:dev.db". */
const BARE = new Set(["sqlite", "sqlite3", "file", "h2", "libsql"]);

/** "file:./dev.db?mode=rwc", as libSQL and Prisma write it. */
const DATABASE_FILE = /\.(?:db3?|sqlite3?)(?:\?|$)/i;

/** Doctrine's "mysql://…?serverVersion=10.9.3-MariaDB" */
const MARIADB = /[?&]serverVersion=[^&]*mariadb/i;

function engineOf(scheme: string, url: string): string {
  if (scheme === "file" && DATABASE_FILE.test(url)) return "sqlite";
  return scheme === "mysql" && MARIADB.test(url) ? "mariadb" : scheme;
}

/** "host=localhost user=shop dbname=shop", as libpq takes it. */
const KEYWORDS =
  /^(?=.*\bhost(?:addr)?=\S)(?=.*\b(?:dbname|user)=\S)[a-zA-Z_]+=\S+(?:\s+[a-zA-Z_]+=\S+)+$/;
/** "shop:secret@tcp(localhost:3306)/shop", as Go's driver for MySQL takes it. */
const GO_MYSQL = /^([^\s:@/]*)(?::[^@\s]*)?@(?:tcp|unix)?\(([^)\s]*)\)\/([^?\s]*)/;

/** Takes a source name apart that is no URL; undefined where the text is none. */
function parseSourceName(text: string): ConnectionParts | undefined {
  if (KEYWORDS.test(text)) {
    const of = (name: RegExp) =>
      text.split(/\s+/).find((each) => name.test(each))?.replace(/^\w+=/, "") ?? "";
    return parts("postgres", {
      address: `${of(/^host(?:addr)?=/)}:${of(/^port=/)}`,
      user: of(/^user=/),
      database: of(/^dbname=/),
    });
  }
  const [, user, address, database] = GO_MYSQL.exec(text) ?? [];
  return user !== undefined && address !== undefined && database !== undefined
    ? parts("mysql", { address, user, database })
    : undefined;
}

/** Whether a text is a connection URL, or another name of a source of data. */
export function isConnection(text: string): boolean {
  return text.includes("://") || KEYWORDS.test(text) || GO_MYSQL.test(text);
}

/**
 * Takes a connection URL apart, or a driver's own way to write one; undefined where the text is neither.
 */
export function parseConnection(text: string): ConnectionParts | undefined {
  return parseSourceName(text.trim()) ?? parseUrl(text);
}

function parseUrl(text: string): ConnectionParts | undefined {
  const url = text.trim().replace(PREFIX, "");
  const scheme = SCHEME.exec(url)?.[1]?.toLowerCase();
  if (!scheme || (!url.includes("://") && !BARE.has(scheme))) return undefined;
  const engine = engineOf(scheme, url);
  const rest = url.slice(url.indexOf(":") + 1).replace(/^\/\//, "");
  const [authority = "", ...path] = (rest.split(/[?#;]/)[0] ?? "").split("/");
  const login = authority.includes("@") ? authority.slice(0, authority.lastIndexOf("@")) : "";
  const address = authority.slice(authority.lastIndexOf("@") + 1);
  return parts(engine, { address, user: login.split(":")[0] ?? "", database: path.join("/") });
}

/** What of an address, a user and a database may be repeated. */
function parts(
  scheme: string,
  written: { readonly address: string; readonly user: string; readonly database: string },
): ConnectionParts {
  const port = Number(/:(\d+)$/.exec(written.address)?.[1]);
  const user = plain(written.user);
  const database = plain(written.database);
  const host = written.address.replace(/:\d*$/, "");
  return {
    scheme,
    ...(host ? { host } : {}),
    ...(database ? { database } : {}),
    ...(user ? { user } : {}),
    ...(port > 0 && port < 65536 ? { port } : {}),
  };
}

/** "postgres://" alone, of which code makes another scheme; SQLite's may be completed by a path. */
export function isBareScheme(text: string): boolean {
  const url = text.trim().replace(PREFIX, "");
  return /^(?!sqlite|file|libsql)[a-z][a-z0-9+.-]*:\/\/$/i.test(url);
}

/** A name as it stands; nothing where it is a placeholder or not one name. */
function plain(encoded: string): string | undefined {
  if (!/^[\w.%+-]+$/.test(encoded)) return undefined;
  try {
    return decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
}
