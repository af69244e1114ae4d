import type { Project } from "../../project/project.ts";
import type { Fact, Scope, SelectorFact } from "../facts.ts";
import { type CodeToken, codeTokens, type Comments, insideBrackets } from "../parse/code_tokens.ts";
import { isBareScheme, parseConnection } from "../parse/connection.ts";
import { depthOf, nameOf, placeOf } from "../places.ts";
import { isDriverFlag, isFirstValue, isOpened, pdoDriver } from "./config_defaults.ts";
import { offFacts } from "./config_switches.ts";

/** Files whose name says that they configure, in languages with brackets. */
const NAMES = [
  "{config,configuration,conf,settings,database,db,env,environment,defaults,default,datasource}",
  "{data-source,connection,knexfile,ormconfig,sequelize,redis,cache,queue,options,flags,constants}",
  "{app,database,typeorm,orm,db,data}.{module,config}",
  "{typeorm,mikro-orm,drizzle,kysely,knex,prisma,payload,keystone,nuxt,nessie}.config",
  "drizzle-*.config",
  "*.config.{dev,development,local}",
  "{development,dev,local}",
  "{main,server,app,index}",
];
const PHP_FILES = [
  "{,*/}{config,configuration,settings,constants}{,.default,.sample,.example,-sample,-default,.inc}.php",
  "{,*/}config/{config,settings,db}{,.default,.sample,.example}.php",
  "{,*/,*/*/}{Database,DatabaseService,DatabaseConnection,Connection,Db,DB,database,db}.php",
];
const EXTENSIONS = "{ts,js,mjs,cjs,go,rs,kt,java,exs}";
/** More than enough for every project; a bound for those that name everything "config". */
const MAX_FILES = 150;
const MAX_DEPTH = 6;

/** Keys of an object that choose an engine: `client: "pg"`, `dialect: "postgresql"`. */
const KEYS = /^(?:type|dialect|client|driver|provider|adapter|dbType|engine)$/;
const GO_FIELDS = /^(?:Dialect|Driver|DriverName|DBType|DatabaseType)$/;
const DEFAULT_IS = "the default is ";
const SAYS_DATABASE =
  /(?:^|[^a-z])(?:db|database|sql|datastore|datasource)|(?:DB|Db|Database|Datastore|Sql)(?![a-z])/;
const SAYS_DRIVER = /^(?:sql[-_.]?)?(?:driver|dialect)$/i;
const SAYS_DEFAULT = /default|^define|getenv|^env|unwrap_or|^p?flags?$|^\|\||\?\?/i;

/** Reads settings out of source code: default URLs, and the engine that is the default choice. */
export function readConfigCode(project: Project): readonly Fact[] {
  const files = new Set(
    PHP_FILES.flatMap((pattern) => [...project.glob(pattern)]).concat(
      NAMES.flatMap((name) => [...project.glob(`**/${name}.${EXTENSIONS}`)]),
    ).concat(project.glob("**/{config,settings,configs,conf}/*.{ts,js,go,rs,exs}"))
      .concat(project.glob("**/*{config,conf,settings}.{go,rs,ts}"))
      .concat(project.glob("**/{config,settings}/src/*.rs")),
  );
  return [...files]
    .filter((file) => depthOf(file) <= MAX_DEPTH && placeOf(file) === "app" && !isTest(file))
    .sort((a, b) => depthOf(a) - depthOf(b) || (a < b ? -1 : 1))
    .slice(0, MAX_FILES)
    .flatMap((file) => fileFacts(file, project.text(file) ?? ""));
}

function isGo(file: string): boolean {
  return file.endsWith(".go");
}

function isTest(file: string): boolean {
  return /(?:^|[._-])(?:tests?|spec|mock|stories)\.\w+$|_test\.go$/.test(nameOf(file));
}

function fileFacts(file: string, text: string): readonly Fact[] {
  const comments: Comments = file.endsWith(".exs") ? "hash" : file.endsWith(".php") ? "php" : "c";
  const all = codeTokens(text, comments);
  const tokens = developmentOf(file, all);
  const facts = tokens.flatMap((token, index) =>
    token.kind === "text" ? literalFacts({ file, tokens, index }, token) : []
  );
  return [...demoteBranches(facts), ...offFacts(file, tokens)];
}

/** A file that chooses several engines outright holds the branches of a choice. */
function demoteBranches(facts: readonly Fact[]): readonly Fact[] {
  const outright = facts.flatMap((fact) => isOutright(fact) ? [fact.adapter] : []);
  if (new Set(outright).size < 2) return facts;
  return facts.map((fact) => isOutright(fact) ? { ...fact, scope: "optional" } : fact);
}

function isOutright(fact: Fact): fact is SelectorFact {
  return fact.kind === "selector" && !fact.says.startsWith(DEFAULT_IS);
}

/** A file with a section for each environment: the developer's own. */
function developmentOf(file: string, tokens: readonly CodeToken[]): readonly CodeToken[] {
  if (!/^(?:knexfile|config|database)\./.test(nameOf(file))) return tokens;
  const at = tokens.findIndex(({ value }, index) =>
    value === "development" && tokens[index + 1]?.value === ":" && tokens[index + 2]?.value === "{"
  );
  return at === -1 ? tokens : insideBrackets(tokens, at + 2);
}

interface Literal {
  readonly file: string;
  readonly tokens: readonly CodeToken[];
  readonly index: number;
}

function literalFacts(literal: Literal, token: CodeToken): readonly Fact[] {
  const { file } = literal;
  const at = { file, line: token.line, scope: scopeOf(file) };
  const inner = token.value.includes('"') ? tagUrls(token.value) : [token.value];
  const urls = inner.flatMap((text): readonly Fact[] => {
    const url = text.includes("://") && !isBareScheme(text) ? parseConnection(text) : undefined;
    if (!url || isComparison(literal)) return [];
    const { scheme, host: _, ...coordinates } = url;
    const says = `holds a ${scheme} URL`;
    // A URL that is put together here is one branch of several as often as it is the only one.
    const scope = /%[a-z]|\{/i.test(text) && at.scope === "app" ? "optional" : at.scope;
    return [{ kind: "connection", scheme, says, origin: "default", ...at, scope, ...coordinates }];
  });
  const opened = file.endsWith(".php") ? pdoDriver(literal.tokens, literal.index) : undefined;
  const says = `opens a ${opened} database`;
  return opened
    ? [{ kind: "selector", adapter: opened, says, origin: "default", ...at }]
    : [...urls, ...selectorFacts(literal, token, at)];
}

/** A Go field's tag holds strings of its own: `envDefault:"postgres://…"`. */
function tagUrls(tag: string): readonly string[] {
  return [...tag.matchAll(/"([^"]*)"/g)].map(([, text = ""]) => text);
}

function selectorFacts(
  { file, tokens, index }: Literal,
  token: CodeToken,
  at: { file: string; line: number; scope: Scope },
): readonly Fact[] {
  const adapter = token.value;
  if (!/^[a-z][a-z0-9-]{1,20}$/.test(adapter) || isComparison({ file, tokens, index })) return [];
  const key = tokens[index - 2];
  const direct = key && KEYS.test(key.value) && tokens[index - 1]?.value === ":" &&
    isOrmFile(file, tokens);
  if (direct) {
    const says = `${key.value}: "${adapter}"`;
    return [{ kind: "selector", adapter, says, ...at }];
  }
  if (key?.value === "Value" && tokens[index - 1]?.value === ":" && isDriverFlag(tokens, index)) {
    const says = `${DEFAULT_IS}"${adapter}"`;
    return [{ kind: "selector", adapter, says, origin: "default", ...at }];
  }
  // a field of the struct that a configuration starts from
  if (key && GO_FIELDS.test(key.value) && tokens[index - 1]?.value === ":" && isGo(file)) {
    const says = `${key.value}: "${adapter}"`;
    return [{ kind: "selector", adapter, says, origin: "default", ...at }];
  }
  if (isFirstValue(tokens, index) || (isGo(file) && isOpened(tokens, index))) {
    const says = `${DEFAULT_IS}"${adapter}"`;
    return [{ kind: "selector", adapter, says, origin: "default", ...at }];
  }
  const before = tokens.slice(Math.max(0, index - 9), index)
    .filter(({ line }) => token.line - line <= 1);
  const words = before.map(({ value }, place) => value + (before[place + 1]?.value ?? ""));
  const named = before.findLast(({ value }) =>
    SAYS_DATABASE.test(value) || SAYS_DRIVER.test(value)
  );
  const fallback = words.some((word) => SAYS_DEFAULT.test(word));
  // "postgres" is a user's name as well
  if (!named || !fallback || /(?:user|pass|password|host|schema)$/i.test(named.value)) return [];
  const says = `${DEFAULT_IS}"${adapter}"`;
  return [{ kind: "selector", adapter, says, origin: "default", ...at }];
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
function isComparison({ tokens, index }: Literal): boolean {
  const before = tokens.slice(Math.max(0, index - 3), index).map(({ value }) => value);
  return before.some((value) =>
    /^(?:startsWith|HasPrefix|includes|indexOf|starts_with|replace|Contains|match|test|TrimPrefix)$/
      .test(value)
  ) || (before.at(-1) === "=" && before.at(-2) === "=") || before.at(-1) === "case";
}

function scopeOf(file: string): Scope {
  const name = nameOf(file);
  if (/prod|staging/.test(name)) return "production";
  return /test/.test(name) ? "test" : "app";
}
