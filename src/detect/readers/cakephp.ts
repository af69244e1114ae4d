import type { Project } from "../../project/project.ts";
import type { Fact } from "../facts.ts";
import { type CodeToken, codeTokens, insideBrackets } from "../parse/code_tokens.ts";

const FILES = "{,*/}config/app{,_local,.default,_local.example}.php";

/** The class of a driver, `Mysql::class`, as the name that other frameworks use. */
const DRIVERS: Readonly<Record<string, string>> = {
  Mysql: "mysql",
  Postgres: "postgres",
  Sqlite: "sqlite",
  Sqlserver: "sqlserver",
};

/** Reads `'Datasources' => ['default' => ['driver' => Mysql::class]]` of CakePHP's configuration. */
export function readCakephp(project: Project): readonly Fact[] {
  return project.glob(FILES).flatMap((file): readonly Fact[] => {
    const tokens = codeTokens(project.text(file) ?? "", "php");
    const driver = driverIn(sectionOf("default", sectionOf("Datasources", tokens)));
    const adapter = DRIVERS[driver?.value ?? ""];
    if (!driver || !adapter) return [];
    const says = `Datasources.default.driver is ${driver.value}`;
    const at = { file, line: driver.line, scope: "app", origin: "default" } as const;
    return [{ kind: "selector", adapter, says, ...at }];
  });
}

/** What stands in the brackets behind `'name' =>`. */
function sectionOf(name: string, tokens: readonly CodeToken[]): readonly CodeToken[] {
  const at = tokens.findIndex((token, index) =>
    token.kind === "text" && token.value === name && tokens[index + 1]?.value === "=" &&
    tokens[index + 3]?.value === "["
  );
  return at === -1 ? [] : insideBrackets(tokens, at + 3);
}

function driverIn(tokens: readonly CodeToken[]): CodeToken | undefined {
  const at = tokens.findIndex(({ kind, value }) => kind === "text" && value === "driver");
  return at === -1
    ? undefined
    : tokens.slice(at, at + 14).find(({ kind, value }) => kind === "name" && value in DRIVERS);
}
