import * as v from "valibot";
import { ENGINE_IDS } from "../engines/engine.ts";
import { LANGUAGE_IDS, type LanguageId } from "../languages/language.ts";
import { type Part, PARTS, REDIS_METHODS, type RedisMethod } from "./plan.ts";
import { parseSchedule } from "./schedule.ts";
import {
  MOST_DAYS,
  oneOf,
  readFiles,
  readFolder,
  readRetention,
  readServices,
  readSwitch,
} from "./wish_readers.ts";

export const DEFAULT_SCHEDULE = "0 3 * * *";
export const DEFAULT_RETENTION_DAYS = 7;

/** The word that takes a remembered wish back: what is detected decides again. */
export const DETECTED = "detected";
const EVERYTHING = "everything";

const SERVICES = `exactly these services, with commas: ${ENGINE_IDS.join(", ")}; or "none"`;
const LANGUAGE = `the application's language: ${LANGUAGE_IDS.join(", ")}`;
const PATH = "the application's folder inside the project, where there are several";
const SCHEDULE = `when to back up (default: "${DEFAULT_SCHEDULE}", daily at 3 AM)`;
const RETENTION = `how long backups are kept (default: ${DEFAULT_RETENTION_DAYS})`;
const COMPOSE = 'the project\'s own compose files whose databases are used, with commas; or "none"';
const ONLY =
  'only this part: backup, beside a compose file of the project ("everything": all again)';
const REDIS = `how Redis is backed up: ${
  REDIS_METHODS.join(", ")
} (default: stream, without the Docker socket)`;

/**
 * The wishes as dockstart.json holds them. The editors' schema, docs/dockstart.schema.json, is made
 * from this one.
 */
export const WISH_SCHEMA = v.strictObject({
  services: v.exactOptional(
    v.pipe(
      v.array(v.picklist(ENGINE_IDS)),
      v.description("Exactly these services, whatever is detected; an empty list for none."),
    ),
  ),
  language: v.exactOptional(
    v.pipe(v.picklist(LANGUAGE_IDS), v.description("The application's language.")),
  ),
  path: v.exactOptional(
    v.pipe(
      v.string(),
      v.description("The folder of the application, where the project has several."),
      v.examples(["apps/api"]),
    ),
  ),
  schedule: v.exactOptional(
    v.pipe(
      v.string(),
      v.description("When to back up, as a crontab line's fields: minute hour day month weekday."),
      v.examples([DEFAULT_SCHEDULE, "0 */6 * * *"]),
    ),
  ),
  retentionDays: v.exactOptional(
    v.pipe(
      v.number(),
      v.integer(),
      v.minValue(1),
      v.maxValue(MOST_DAYS),
      v.description(
        `Days that backups are kept (${DEFAULT_RETENTION_DAYS} where it is not given).`,
      ),
    ),
  ),
  backup: v.exactOptional(
    v.pipe(v.boolean(), v.description("Whether a backup sidecar is generated.")),
  ),
  backupProfile: v.exactOptional(
    v.pipe(
      v.boolean(),
      v.description('Whether the sidecar only starts with "docker compose --profile backup".'),
    ),
  ),
  redisMethod: v.exactOptional(
    v.pipe(
      v.picklist(REDIS_METHODS),
      v.description('How Redis is backed up; "docker-cp" needs the Docker socket.'),
    ),
  ),
  compose: v.exactOptional(
    v.pipe(
      v.array(v.string()),
      v.description(
        "The project's own compose files whose databases are used; an empty list for none.",
      ),
      v.examples([["compose.yaml"], []]),
    ),
  ),
  only: v.exactOptional(
    v.pipe(
      v.picklist(PARTS),
      v.description("The backup sidecar alone, beside the project's own compose file."),
    ),
  ),
});

/** What was asked for and nothing else: what dockstart.json remembers. */
export type GivenWishes = v.InferOutput<typeof WISH_SCHEMA>;
export type WishKey = keyof GivenWishes;

/** One wish on the command line and in the environment. */
export interface WishKind<Value> {
  /** As commander writes them; a wish that is on unless refused is declared by its refusal. */
  readonly flags: string;
  readonly says: string;
  /** Words that the value is made of, for completions. */
  readonly choices?: readonly string[];
  /**
   * Reads what was typed.
   * @returns null where the word takes the wish back
   * @throws DockstartError "bad-wish" for what makes no sense
   */
  read(text: string): Value | null;
}

/** Every wish, declared once: flags, environment, dockstart.json and completions come from here. */
export const WISH_KINDS: { readonly [Key in WishKey]-?: WishKind<Required<GivenWishes>[Key]> } = {
  services: {
    flags: "--services <list>",
    says: SERVICES,
    choices: [...ENGINE_IDS, "none", DETECTED],
    read: (text) => text.trim() === DETECTED ? null : readServices(text),
  },
  language: {
    flags: "--language <id>",
    says: LANGUAGE,
    choices: [...LANGUAGE_IDS, DETECTED],
    read: (text) =>
      text.trim() === DETECTED ? null : oneOf<LanguageId>("language", text, LANGUAGE_IDS),
  },
  path: {
    flags: "--path <folder>",
    says: PATH,
    read: (text) => text.trim() === DETECTED ? null : readFolder(text),
  },
  schedule: {
    flags: "--schedule <crontab>",
    says: SCHEDULE,
    read: (text) => {
      parseSchedule(text);
      return text.trim().replace(/\s+/g, " ");
    },
  },
  retentionDays: { flags: "--retention-days <days>", says: RETENTION, read: readRetention },
  backup: {
    flags: "--no-backup",
    says: "generate no backup sidecar (--backup: one again)",
    read: readSwitch,
  },
  backupProfile: {
    flags: "--backup-profile",
    says: "start the sidecar only with docker compose --profile backup",
    read: readSwitch,
  },
  redisMethod: {
    flags: "--redis-method <method>",
    says: REDIS,
    choices: REDIS_METHODS,
    read: (text) => oneOf<RedisMethod>("Redis method", text, REDIS_METHODS),
  },
  compose: {
    flags: "--compose <files>",
    says: COMPOSE,
    read: (text) => text.trim() === DETECTED ? null : readFiles(text),
  },
  only: {
    flags: "--only <part>",
    says: ONLY,
    choices: [...PARTS, EVERYTHING],
    read: (text) => text.trim() === EVERYTHING ? null : oneOf<Part>("part", text, PARTS),
  },
};

export const WISH_KEYS = Object.keys(WISH_KINDS) as readonly WishKey[];

/** "retentionDays" → "DOCKSTART_RETENTION_DAYS". */
export function variableOf(key: WishKey): string {
  return `DOCKSTART_${key.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}
