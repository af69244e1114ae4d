import { DockstartError } from "../errors.ts";
import type { Wishes } from "./plan.ts";
import {
  DEFAULT_RETENTION_DAYS,
  DEFAULT_SCHEDULE,
  type GivenWishes,
  variableOf,
  WISH_KEYS,
  WISH_KINDS,
  type WishKey,
} from "./wish_kinds.ts";

/** What was asked for, as it was typed: text, or true and false for a switch. */
export type RawWishes = { readonly [Key in WishKey]?: string | boolean | undefined };

/** What one source asks for; null takes back what a weaker source has asked for. */
export type Asked = { readonly [Key in WishKey]?: Required<GivenWishes>[Key] | null };

/**
 * Reads what was typed on the command line.
 * @throws DockstartError "bad-wish" naming the first value that makes no sense
 */
export function readFlags(raw: RawWishes): Asked {
  return readEach((key) => {
    const value = raw[key];
    return value === undefined ? undefined : { text: String(value) };
  });
}

/**
 * Reads DOCKSTART_SCHEDULE and its like. An empty variable is none.
 * @throws DockstartError "bad-wish" naming the variable
 */
export function readEnvironment(env: (name: string) => string | undefined): Asked {
  return readEach((key) => {
    const variable = variableOf(key);
    const text = env(variable);
    return text ? { text, source: { file: variable } } : undefined;
  });
}

/**
 * Reads the wishes of dockstart.json by the same rules as those that were typed.
 * @throws DockstartError "bad-wish" at the wish's line
 */
export function readStored(
  stored: GivenWishes,
  at: (key: WishKey) => Source,
): GivenWishes {
  for (const key of WISH_KEYS) {
    const value = stored[key];
    if (value === undefined) continue;
    const text = Array.isArray(value) ? value.join(",") || "none" : String(value);
    readOne(key, text, at(key));
  }
  return stored;
}

function readEach(
  typed: (key: WishKey) => { readonly text: string; readonly source?: Source } | undefined,
): Asked {
  const asked: Record<string, unknown> = {};
  for (const key of WISH_KEYS) {
    const found = typed(key);
    if (found) asked[key] = readOne(key, found.text, found.source);
  }
  return asked as Asked;
}

interface Source {
  readonly file: string;
  readonly line?: number;
}

function readOne(key: WishKey, text: string, source?: Source): unknown {
  try {
    return WISH_KINDS[key].read(text);
  } catch (error) {
    if (!(error instanceof DockstartError) || !source) throw error;
    throw new DockstartError(error.kind, error.message, error.hint, source);
  }
}

/** One set of wishes out of several sources, the weakest first. */
export function combine(...sources: readonly Asked[]): GivenWishes {
  const given: Record<string, unknown> = {};
  for (const source of sources) {
    for (const [key, value] of Object.entries(source)) {
      if (value === null) delete given[key];
      else given[key] = value;
    }
  }
  return given as GivenWishes;
}

/** Every wish, with the default for what nobody asked for. */
export function complete(given: GivenWishes): Wishes {
  return {
    schedule: DEFAULT_SCHEDULE,
    retentionDays: DEFAULT_RETENTION_DAYS,
    backup: true,
    backupProfile: false,
    redisMethod: "stream",
    ...given,
  };
}
