import type { Project } from "../../project/project.ts";
import type { Coordinates, Fact, Scope } from "../facts.ts";
import { parseConnection } from "../parse/connection.ts";
import { switchedOff } from "../parse/switches.ts";
import { type Assignment, parseEnv } from "../parse/env.ts";
import { depthOf, filesOf, folderOf, nameOf, placeOf } from "../places.ts";
import { type CopiedExamples, copiedExamples } from "./copied_examples.ts";

/** Files that a project shares to say what its environment holds. */
const EXAMPLES = [
  ".env{.,-,_}{example,sample,dist,template,default,defaults,development}",
  ".env.{local,dev,development,docker,app}.{example,sample,dist,template}",
  ".env.{example,sample}.{local,dev,development}",
  "{env,dotenv}{.,-,_}{example,sample,dist,template}",
  "{example,sample,template}.env",
  "*.env.{example,sample,dist,template}",
  ".{example,sample}.env",
  ".env",
  ".env.dev",
];

/** Keys that choose an engine by its adapter's name. */
const SELECTS =
  /^DB$|(?:^|_)(?:(?:DB|DATABASE|SQL)_?(?:CONNECTION|CONN|ADAPTER|ENGINE|TYPE|DIALECT|DRIVER|CLIENT|VENDOR|PROVIDER|BACKEND|KIND)|(?:CACHE|QUEUE|SESSION|BROADCAST)_?(?:STORE|DRIVER|CONNECTION|BACKEND|TYPE|ADAPTER))$/;
const SELECTS_DATABASE = /(?:^|_)(?:DB|DATABASE|SQL)(?:_|$)/;
const NAMES_DATABASE =
  /(?:^|_)(?:POSTGRES(?:QL)?|PG|MYSQL|MARIADB|MONGO(?:DB)?|DB|DATABASE)_?(?:DB|DATABASE|NAME|DB_?NAME)$/;
const NAMES_HOST = /(?:^|_)(?:POSTGRES(?:QL)?|PG|MYSQL|MARIADB|DB|DATABASE)_?HOST(?:NAME)?$/;

/**
 * Reads .env examples by the scheme of their values. A real .env is read too, and nothing of its
 * values leaves this file but schemes and adapters' names.
 */
export function readEnvFiles(project: Project): readonly Fact[] {
  const copied = copiedExamples(project);
  const files = filesOf(project, EXAMPLES.map((name) => `**/${name}`), {
    keep: (file) => depthOf(file) <= 3 && !/^(?:test|example)$/.test(placeOf(file)),
  });
  return [...new Set([...[...copied.values()].flat(), ...files])].flatMap((file) => {
    const scope = scopeOf(file, copied);
    const secret = /^\.env(?:\.(?:dev|local))?$/.test(nameOf(file));
    return assignmentFacts(parseEnv(project.text(file) ?? ""), { file, scope, secret });
  });
}

/** Whether the project shows what its environment holds, at the top or in a folder there. */
export function hasEnvExample(project: Project): boolean {
  return EXAMPLES.some((name) => project.glob(`{,*/}${name}`).length > 0);
}

/** Beside an example that developers are told to copy, another is for somebody else. */
function scopeOf(file: string, copied: CopiedExamples): Scope {
  const meant = copied.get(folderOf(file));
  if (meant) return meant.includes(file) ? "app" : "optional";
  return placeOf(file) === "deployment" ? "production" : "app";
}

/** Where assignments stand, and whether their values may be repeated. */
interface Source {
  readonly file: string;
  readonly scope: Scope;
  readonly secret: boolean;
}

/** What an environment's variables say, by the scheme of their values first. */
export function assignmentFacts(
  assignments: readonly Assignment[],
  source: Source,
): readonly Fact[] {
  const first = (names: RegExp) => assignments.find(({ name }) => names.test(name))?.value;
  const word = (names: RegExp) => /^[\w-]+$/.exec(first(names) ?? "")?.[0];
  const database = word(/^(?:DB|DATABASE)_(?:DATABASE|NAME)$/);
  const user = word(/^(?:DB|DATABASE)_USER(?:NAME)?$/);
  const around = {
    host: first(NAMES_HOST),
    coordinates: {
      ...(database && database !== "null" ? { database } : {}),
      ...(user && user !== "null" ? { user } : {}),
    },
  };
  return assignments.flatMap((assignment) => assignmentFact(assignment, { ...source, ...around }));
}

/** What the other assignments say of the database that one of them selects. */
interface Around {
  readonly host: string | undefined;
  readonly coordinates: Coordinates;
}

function assignmentFact(
  { name, value, line }: Assignment,
  { file, secret, host, coordinates, ...source }: Source & Around,
): readonly Fact[] {
  const scope = /(?:^|_)TEST(?:_|$)/.test(name) ? "test" : source.scope;
  const origin = secret ? "environment" as const : "example" as const;
  const at = { file, line, scope, origin };
  if (SELECTS.test(name) && /^[\w.]+$/.test(value)) {
    const adapter = value.replace(/^django\.(?:contrib\.gis\.)?db\.backends\./, "");
    const says = `${name} selects ${adapter}`;
    const own = secret || !SELECTS_DATABASE.test(name) ? {} : coordinates;
    return [{ kind: "selector", adapter, says, ...at, ...(host ? { host } : {}), ...own }];
  }
  const off = switchedOff(name, value);
  if (off) return [{ kind: "off", adapter: off, file, line }];
  const url = parseConnection(value);
  if (url) {
    const { scheme, host: own, ...parts } = url;
    const says = `${name} is a ${scheme} URL`;
    const where = own ? { host: own } : {};
    return [{ kind: "connection", scheme, says, ...at, ...where, ...(secret ? {} : parts) }];
  }
  const database = !secret && NAMES_DATABASE.test(name) && /^[\w-]+$/.test(value);
  return [{ kind: "variable", name, file, line, ...(database ? { database: value } : {}) }];
}
