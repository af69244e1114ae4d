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

/** Takes a connection URL apart; undefined where the text is none. */
export function parseConnection(text: string): ConnectionParts | undefined {
  const url = text.trim().replace(PREFIX, "");
  const scheme = SCHEME.exec(url)?.[1]?.toLowerCase();
  if (!scheme || (!url.includes("://") && !BARE.has(scheme))) return undefined;
  const engine = engineOf(scheme, url);
  const rest = url.slice(url.indexOf(":") + 1).replace(/^\/\//, "");
  const [authority = "", ...path] = (rest.split(/[?#;]/)[0] ?? "").split("/");
  const login = authority.includes("@") ? authority.slice(0, authority.lastIndexOf("@")) : "";
  const address = authority.slice(authority.lastIndexOf("@") + 1);
  const port = Number(/:(\d+)$/.exec(address)?.[1]);
  const user = plain(login.split(":")[0] ?? "");
  const database = plain(path.join("/"));
  const host = address.replace(/:\d*$/, "");
  return {
    scheme: engine,
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
