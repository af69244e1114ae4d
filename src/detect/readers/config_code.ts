import type { Project } from "../../project/project.ts";
import type { Fact, Scope, SelectorFact } from "../facts.ts";
import { type CodeToken, codeTokens, type Comments, insideBrackets } from "../parse/code_tokens.ts";
import { isBareScheme, isConnection, parseConnection } from "../parse/connection.ts";
import { depthOf, filesOf, nameOf, placeOf } from "../places.ts";
import { chosenConstant, fileVariable } from "./chosen_constant.ts";
import { chosenEngine, isComparison, type Literal } from "./chosen_engine.ts";
import { phpDriver } from "./config_defaults.ts";
import { opensDatabase } from "./database_files.ts";
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
  "{main,server,app,index,cli,args,opts}",
];
const PHP_FILES = [
  "{,*/}{config,configuration,settings,constants,defaults}{,.default,.defaults,.sample,.example,-sample,-default,.inc}.php",
  "{,*/}{config,configuration,settings}{,.inc}.php.{sample,example,default,dist}",
  "{,*/}config/{dev,development,local}.php{,.dist,.sample,.example}",
  "{,*/}config/{config,settings,db}{,.default,.sample,.example}.php",
  "{,*/,*/*/,*/*/*/}{config,Config}/{db,database,main-local,common-local}.php",
  "{,*/,*/*/,*/*/*/}{Config,Configuration,Settings,Constants}.php",
  "{,*/,*/*/}{Database,DatabaseService,DatabaseConnection,Connection,Db,DB,database,db}.php",
];
const ENDINGS = "ts,js,mjs,cjs,go,rs,kt,java,exs";
const JVM_FILES = "**/*Configuration.{kt,java}";
const RUBY_FILES = [
  "{,*/}config/initializers/*.rb",
  "{,lib/,config/,app/,db/,models/}{config,database,db,environment,boot,connection,app}.rb",
];
const FILES = [
  ...PHP_FILES,
  ...NAMES.map((name) => `**/${name}.{${ENDINGS}}`),
  "**/{config,settings,configs,conf}/*.{ts,js,go,rs,exs}",
  "**/*{config,conf,settings}.{go,rs,ts}",
  "**/{config,settings}/src/*.rs",
  JVM_FILES,
  ...RUBY_FILES,
];
/** More code, of which the name tells whether it opens the database. */
const SOURCES = `**/*.{${ENDINGS},php,rb}`;

/** More than enough for every project; a bound for those that name everything "config". */
const MAX_FILES = 150;
const MAX_DEPTH = 6;

const DEFAULT_IS = "the default is ";

/** Reads settings out of source code: default URLs, and the engine that is the default choice. */
export function readConfigCode(project: Project): readonly Fact[] {
  const isOwn = (file: string) =>
    depthOf(file) <= depthFor(file) && placeOf(file) === "app" && !isTest(file);
  const files = [
    ...filesOf(project, FILES, { keep: isOwn, most: MAX_FILES }),
    ...filesOf(project, [SOURCES], {
      keep: (file) => opensDatabase(file) && isOwn(file),
      most: MAX_FILES,
    }),
  ];
  return [...new Set(files)].flatMap((file) => fileFacts(file, project.text(file) ?? ""));
}

/** The JVM's packages are folders. */
function depthFor(file: string): number {
  return /\.(?:kt|java)$/.test(file) ? 2 * MAX_DEPTH : MAX_DEPTH;
}

function isTest(file: string): boolean {
  return /(?:^|[._-])(?:tests?|spec|mock|stories)\.\w+$|_test\.go$/.test(nameOf(file));
}

const COMMENTS: Readonly<Record<string, Comments>> = {
  ".exs": "hash",
  ".rb": "hash",
  ".php": "php",
};

/** "config.php.dist" is PHP, too. */
function isPhp(file: string): boolean {
  return /\.php(?=\.|$)/.test(file);
}

function fileFacts(file: string, text: string): readonly Fact[] {
  const comments = COMMENTS[/\.(?:php|exs|rb)(?=\.|$)/.exec(file)?.[0] ?? ""] ?? "c";
  const tokens = developmentOf(file, codeTokens(text, comments));
  const facts = tokens.flatMap((token, index) =>
    token.kind === "text"
      ? literalFacts({ file, tokens, index }, token)
      : constantFacts({ file, tokens, index }, token)
  );
  return [...demoteBranches(facts), ...offFacts(file, tokens)];
}

/** Rust keeps a module's tests in its file, behind `#[cfg(test)]`, by convention at the end. */
function withoutTests(tokens: readonly CodeToken[]): readonly CodeToken[] {
  const at = tokens.findIndex(({ value }, index) =>
    value === "cfg" && tokens[index + 1]?.value === "(" && tokens[index + 2]?.value === "test" &&
    tokens.slice(index, index + 8).some((token) => token.value === "mod")
  );
  return at === -1 ? tokens : tokens.slice(0, at);
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

/** A file with a section for each environment, or with tests in it: the developer's own part. */
function developmentOf(file: string, tokens: readonly CodeToken[]): readonly CodeToken[] {
  if (file.endsWith(".rs")) return withoutTests(tokens);
  if (isPhp(file)) return withoutTestGroup(tokens);
  if (!/^(?:knexfile|config|database)\./.test(nameOf(file))) return tokens;
  const at = tokens.findIndex(({ value }, index) =>
    value === "development" && tokens[index + 1]?.value === ":" && tokens[index + 2]?.value === "{"
  );
  return at === -1 ? tokens : insideBrackets(tokens, at + 2);
}

/** CodeIgniter's last group is the tests'; of several, `$active_group` names the one that counts. */
function withoutTestGroup(tokens: readonly CodeToken[]): readonly CodeToken[] {
  const end = tokens.findIndex(({ kind, value }) => kind === "name" && value === "$tests");
  const own = end === -1 ? tokens : tokens.slice(0, end);
  const at = own.findIndex(({ value }) => value === "$active_group");
  const active = own[at + 1]?.value === "=" ? own[at + 2]?.value : undefined;
  if (at === -1 || active === undefined) return own;
  let group: string | undefined;
  return own.filter(({ value }, index) => {
    if (value === "$db" && own[index + 1]?.value === "[") group = own[index + 2]?.value;
    return group === undefined || group === active;
  });
}

function literalFacts(literal: Literal, token: CodeToken): readonly Fact[] {
  const { file } = literal;
  const at = { file, line: token.line, scope: scopeOf(file) };
  const inner = token.value.includes('"') ? tagUrls(token.value) : [token.value];
  const urls = inner.flatMap((text): readonly Fact[] => {
    const isUrl = isConnection(text) || /^(?:file|sqlite3?):[\w./]/.test(text);
    const url = isUrl && !isBareScheme(text) ? parseConnection(text) : undefined;
    if (!url || isComparison(literal)) return [];
    const { scheme, host: _, ...coordinates } = url;
    const says = `holds a ${scheme} URL`;
    // A URL that is put together here is one branch of several as often as it is the only one.
    const scope = /%[a-z]|\{/i.test(text) && at.scope === "app" ? "optional" : at.scope;
    return [{ kind: "connection", scheme, says, origin: "default", ...at, scope, ...coordinates }];
  });
  // "sqlite reposilite.db"
  if (/^sqlite3?\s+[\w./-]+\.(?:db3?|sqlite3?)$/.test(token.value)) {
    const says = `${DEFAULT_IS}"${token.value}"`;
    return [{ kind: "selector", adapter: "sqlite", says, origin: "default", ...at }];
  }
  const opened = isPhp(file) ? phpDriver(literal.tokens, literal.index) : undefined;
  const says = `opens a ${opened} database`;
  return opened
    ? [{ kind: "selector", adapter: opened, says, origin: "default", ...at }]
    : [...urls, ...chosen(literal, at)];
}

function constantFacts({ file, tokens, index }: Literal, token: CodeToken): readonly Fact[] {
  const adapter = chosenConstant(tokens, index) ?? fileVariable(tokens, index);
  if (!adapter) return [];
  const says = `${DEFAULT_IS}${token.value}`;
  const at = { file, line: token.line, scope: scopeOf(file) };
  return [{ kind: "selector", adapter, says, origin: "default", ...at }];
}

function chosen(
  literal: Literal,
  at: { file: string; line: number; scope: Scope },
): readonly Fact[] {
  const found = chosenEngine(literal);
  if (!found) return [];
  const { adapter, key } = found;
  const says = key === undefined ? `${DEFAULT_IS}"${adapter}"` : `${key}: "${adapter}"`;
  const origin = found.outright ? {} : { origin: "default" as const };
  return [{ kind: "selector", adapter, says, ...origin, ...at }];
}

/** A Go field's tag holds strings of its own: `envDefault:"postgres://…"`. */
function tagUrls(tag: string): readonly string[] {
  return [...tag.matchAll(/"([^"]*)"/g)].map(([, text = ""]) => text);
}

function scopeOf(file: string): Scope {
  const name = nameOf(file);
  if (/prod|staging/.test(name)) return "production";
  return /test/.test(name) ? "test" : "app";
}
