import type { CodeToken } from "../parse/code_tokens.ts";
import { nameOf } from "../places.ts";
import { ENGINE_SETTING, FIRST_VALUES, isDriverFlag, isOpened } from "./config_defaults.ts";

/** A text in a file of source code. */
export interface Literal {
  readonly file: string;
  readonly tokens: readonly CodeToken[];
  readonly index: number;
}

/** An engine that source code chooses. */
export interface ChosenEngine {
  readonly adapter: string;
  /** What it is the value of, where it has a name of its own. */
  readonly key?: string;
  /** Nothing else may take its place. */
  readonly outright?: boolean;
}

/** Keys of an object that choose an engine: `client: "pg"`, `dialect: "postgresql"`. */
const KEYS = /^(?:type|dialect|client|driver|provider|adapter|dbType|engine)$/;
const GO_FIELDS =
  /^(?:Dialect|Driver|DriverName|(?:DB|Db|Database)(?:Type|Driver|Dialect|Provider|Engine))$/;
/** `conf:"default:sqlite3"`, `envDefault:"sqlite"`, `default:"sqlite"` behind a field. */
const GO_TAG_DEFAULT = /\b(?:default|envDefault):\s*"?([a-z][a-z0-9-]+)/;
const SAYS_DATABASE =
  /(?:^|[^a-z])(?:db|database|sql|datastore|datasource)|(?:DB|Db|Database|Datastore|Sql|ORM)(?![a-z])/;
const SAYS_DRIVER = /^(?:sql[-_.]?)?(?:driver|dialect)$/i;
const SAYS_DEFAULT = /default|getenv|^env|unwrap_or|^p?flags?$/i;
const DEFINES = /^define/;
const OR_ELSE = /^\|\||\?\?/;

/** The engine that a text chooses, where it stands for one and is not only asked about. */
export function chosenEngine(literal: Literal): ChosenEngine | undefined {
  const { file, tokens, index } = literal;
  const adapter = (tokens[index]?.value ?? "").toLowerCase();
  const tagged = isGo(file) ? taggedEngine(literal) : undefined;
  if (tagged !== undefined) return { adapter: tagged };
  if (!/^[a-z][a-z0-9-]{1,20}$/.test(adapter) || isComparison(literal)) return undefined;
  const key = tokens[index - 1]?.value === ":" ? tokens[index - 2]?.value ?? "" : "";
  if (KEYS.test(key) && isOrmFile(file, tokens)) return { adapter, key, outright: true };
  if (key === "Value" && isDriverFlag(tokens, index)) return { adapter };
  if (isGo(file)) {
    // a field of the struct that a configuration starts from
    if (GO_FIELDS.test(key)) return { adapter, key };
    if (isOpened(tokens, index)) return { adapter };
  }
  const isDefault = FIRST_VALUES.some((isFirst) => isFirst(tokens, index)) ||
    isFallback(tokens, index) || isOfDatabase(tokens, index);
  return isDefault ? { adapter } : undefined;
}

/** `database: { adapter: "sqlite" }`, and `{ database = { adapter: "sqlite" } }`. */
function isOfDatabase(tokens: readonly CodeToken[], index: number): boolean {
  const [name, sign, open, key, colon] = tokens.slice(Math.max(0, index - 5), index)
    .map(({ value }) => value);
  return /^(?:db|database)$/i.test(name ?? "") && (sign === ":" || sign === "=") &&
    open === "{" && KEYS.test(key ?? "") && colon === ":";
}

/** "Driver string `conf:\"default:sqlite3\"`" */
function taggedEngine({ tokens, index }: Literal): string | undefined {
  const field = tokens[index - 2]?.value ?? "";
  if (!GO_FIELDS.test(field)) return undefined;
  return GO_TAG_DEFAULT.exec(tokens[index]?.value ?? "")?.[1];
}

function isGo(file: string): boolean {
  return file.endsWith(".go");
}

/** Whether a word about a database, and one about a default, stand shortly before. */
function isFallback(tokens: readonly CodeToken[], index: number): boolean {
  const line = tokens[index]?.line ?? 0;
  const before = tokens.slice(Math.max(0, index - 9), index)
    .filter((token) => line - token.line <= 1);
  const words = before.map(({ value }, place) => value + (before[place + 1]?.value ?? ""));
  const isOrElse = before.some(({ kind }, place) =>
    kind === "sign" && OR_ELSE.test(words[place] ?? "")
  );
  const named = before.findLast(({ value }) =>
    SAYS_DATABASE.test(value) || SAYS_DRIVER.test(value)
  );
  // a constant that is not called after a choice stands for one that was made
  const isDefined = words.some((word) => DEFINES.test(word)) &&
    ENGINE_SETTING.test(named?.value ?? "");
  // "postgres" is a user's name as well
  return named !== undefined &&
    (isOrElse || isDefined || words.some((word) => SAYS_DEFAULT.test(word))) &&
    !/(?:user|pass|password|host|schema)$/i.test(named.value);
}

/** Whether a `type:` or `client:` in this file is a database's. */
function isOrmFile(file: string, tokens: readonly CodeToken[]): boolean {
  if (/^(?:knexfile|ormconfig|drizzle|typeorm|mikro-orm|data-?source)/.test(nameOf(file))) {
    return true;
  }
  return tokens.some(({ value }) =>
    /^(?:TypeOrmModule|DataSource|Sequelize|SequelizeModule|Knex|knex|MikroOrmModule|DataSourceOptions)$/
      .test(value)
  );
}

/** `if (url.startsWith("mysql://"))` asks, and holds no URL. */
export function isComparison({ tokens, index }: Literal): boolean {
  const before = tokens.slice(Math.max(0, index - 4), index).map(({ value }) => value);
  return before.some((value) =>
    /^(?:startsWith|HasPrefix|includes|indexOf|starts_with|replace|Contains|match|test|TrimPrefix|strn?(?:case)?cmp|equals|in_array)$/
      .test(value)
  ) || (before.at(-1) === "=" && before.at(-2) === "=") || before.at(-1) === "case";
}
