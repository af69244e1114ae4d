import type { Ecosystem } from "../../engines/spotting.ts";
import type { Project } from "../../project/project.ts";
import type { DependencyFact } from "../facts.ts";
import { depthOf, filesOf, nameOf, placeOf } from "../places.ts";

/** Files that open a database, by convention. */
const NAMES = [
  "**/{db,database,sqlite,store,storage,repository,models,cache,index,main,server,app}",
  "**/{db,database,sqlite,store,storage}/*",
];

/** Drivers that a language brings itself: no manifest names them, only the code that imports them. */
const BUILT_IN: readonly {
  readonly ecosystem: Ecosystem;
  readonly names: readonly string[];
  readonly endings: string;
  readonly imported: RegExp;
  /** What the tables of drivers call it, by what the code does. */
  readonly named?: Readonly<Record<string, string>>;
}[] = [
  {
    ecosystem: "npm",
    names: NAMES,
    endings: "{ts,js,mjs,cjs}",
    imported: /(?:from\s+|import\s*\(?\s*|require\(\s*)["'](bun:sqlite|node:sqlite)["']/,
  },
  {
    ecosystem: "pypi",
    names: [...NAMES, "**/*_{db,database,store,storage}"],
    endings: "py",
    imported: /^\s*(?:import\s+|from\s+)(sqlite3)\b/,
  },
  {
    ecosystem: "composer",
    names: [
      ...NAMES,
      "**/{connect,connection,connexion,init,bootstrap,functions,install,setup,sql}",
      "**/*{db,Db,DB,database,Database}",
    ],
    endings: "php",
    imported: /\bnew\s+\\?(SQLite3|mysqli)\(|\b(mysqli)_(?:real_)?connect\(/,
    named: { SQLite3: "ext-sqlite3", mysqli: "ext-mysqli" },
  },
];
const MAX_FILES = 150;
const MAX_DEPTH = 5;

/** Reads the imports of built-in drivers in the files that open a database. */
export function readBuiltinDrivers(project: Project): readonly DependencyFact[] {
  return BUILT_IN.flatMap(({ ecosystem, names, endings, imported, named }) => {
    const files = filesOf(project, names.map((name) => `${name}.${endings}`), {
      keep: (file) => depthOf(file) <= MAX_DEPTH && placeOf(file) === "app" && !isTest(file),
      most: MAX_FILES,
    });
    return files.flatMap((file) => {
      const lines = (project.text(file) ?? "").split(/\r?\n/);
      const line = lines.findIndex((each) => imported.test(each));
      const [, ...found] = imported.exec(lines[line] ?? "") ?? [];
      const own = found.find((each) => each !== undefined);
      const name = named?.[own ?? ""] ?? own;
      return name
        ? [{ kind: "dependency", ecosystem, name, scope: "app", file, line: line + 1 } as const]
        : [];
    }).slice(0, 3);
  });
}

function isTest(file: string): boolean {
  return /(?:^|[._-])(?:tests?|spec|mock)[._]|^conftest/.test(nameOf(file));
}
