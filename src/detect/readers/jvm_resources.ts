import type { Project } from "../../project/project.ts";
import type { Fact, Scope } from "../facts.ts";
import { parseConnection } from "../parse/connection.ts";
import { nameOf, placeOf } from "../places.ts";

/** What an application brings along as its settings; Spring's own are read by their names. */
const NAMES =
  "{jdbc,db,database,datasource,data-source,hibernate,hibernate.cfg,mybatis-config,persistence,application,app,config,reference,spring-mybatis,applicationContext*}";
const FILES = [
  `**/src/main/resources/{,*/,*/*/}${NAMES}.{properties,conf,xml,toml}`,
  `{,*/}{conf,config}/${NAMES}.{conf,properties}`,
];
const SPRING = /^application.*\.properties$/;
const MAX_FILES = 80;
const COMMENT = /^\s*(?:#|\/\/|<!--|;)/;
const URL = /(jdbc:[a-z0-9]+:[^\s"'<>|,)]+)/;

/** Reads the JDBC URLs of HOCON, of MyBatis' and Hibernate's files, and of properties. */
export function readJvmResources(project: Project): readonly Fact[] {
  return [...new Set(FILES.flatMap((pattern) => [...project.glob(pattern)]))]
    .filter((file) => placeOf(file) === "app" && !SPRING.test(nameOf(file)))
    .slice(0, MAX_FILES)
    .flatMap((file) => urlsIn(file, project.text(file) ?? ""));
}

function urlsIn(file: string, text: string): readonly Fact[] {
  return text.split(/\r?\n/).flatMap((raw, index): readonly Fact[] => {
    const url = COMMENT.test(raw) ? undefined : parseConnection(URL.exec(raw)?.[1] ?? "");
    if (!url) return [];
    const { scheme, host: _, ...coordinates } = url;
    const at = { file, line: index + 1, scope: scopeOf(file), origin: "default" } as const;
    return [{ kind: "connection", scheme, says: `holds a ${scheme} URL`, ...at, ...coordinates }];
  });
}

function scopeOf(file: string): Scope {
  const name = nameOf(file);
  if (/prod|docker|staging/.test(name)) return "production";
  return /test/.test(name) ? "test" : "app";
}
