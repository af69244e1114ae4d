import type { Project } from "../../project/project.ts";
import { codeTokens } from "../parse/code_tokens.ts";
import { type PythonToken, pythonTokens } from "../parse/python_tokens.ts";
import { depthOf, filesOf, folderOf, nameOf, placeOf } from "../places.ts";
import { type DatabaseFile, named } from "./configured.ts";
import { isFileName, pathInUrl } from "./paths.ts";

/** Files of source code in which a database is opened or configured, by convention. */
const NAMES = [
  "{config,configuration,settings,database,db,defaults,datasource,data-source,connection}",
  "{knexfile,ormconfig,sequelize,app.module,database.module}",
  "{drizzle,typeorm,mikro-orm,knex,kysely,payload,keystone,nuxt}.config",
  "{main,server,app,index}",
];
const EXTENSIONS = "{ts,js,mjs,cjs,go,rs}";
const MAX_FILES = 150;

/** What the folder of a program is known by: paths in its code begin there. */
const ROOTS = ["package.json", "deno.json", "go.mod", "Cargo.toml"];
const PYTHON_ROOTS = ["manage.py", "pyproject.toml", "requirements.txt", "setup.py", "Pipfile"];

/** Names of files and URLs in source code: `filename: "./dev.sqlite3"`, `sql.Open("sqlite3", "shop.db")`. */
export function readCode(project: Project): readonly DatabaseFile[] {
  return sources(project, NAMES.map((name) => `**/${name}.${EXTENSIONS}`)).flatMap((file) => {
    const folder = rootOf(project, file, ROOTS);
    return codeTokens(project.text(file) ?? "", "c")
      .filter(({ kind, value }) => kind === "text" && isDatabase(value))
      .flatMap(({ value, line }) => named({ file, line, folder, path: pathInUrl(value) ?? value }));
  });
}

function isDatabase(text: string): boolean {
  const path = pathInUrl(text);
  return isFileName(text) || (path !== undefined && isFileName(path));
}

const PYTHON_NAMES = [
  "{settings,config,configuration,database,db,app,main,models,base,dev,development,local}.py",
  "{settings,config}/*.py",
  "*_settings.py",
  "__init__.py",
];

/** Django's "NAME": BASE_DIR / "db.sqlite3", and URLs as SQLAlchemy writes them. */
export function readPythonFiles(project: Project): readonly DatabaseFile[] {
  return sources(project, PYTHON_NAMES.map((name) => `**/${name}`)).flatMap((file) => {
    const tokens = pythonTokens(project.text(file) ?? "");
    const root = rootOf(project, file, PYTHON_ROOTS);
    const folder = usesInstance(project, root) ? `${root}instance/` : root;
    return tokens.flatMap((token, index) => {
      if (token.kind !== "text") return [];
      const { line } = token;
      if (/\.(?:sqlite3|spatialite)$/.test(token.value) && token.value.includes("backends")) {
        return named({ file, line, folder: root, path: djangoName(tokens, index) });
      }
      // f"sqlite:///{BASE_DIR}/shop.db"
      const url = pathInUrl(token.value)?.replace(/^\{[^}]*\}\//, "");
      return url !== undefined && isFileName(url) ? named({ file, line, folder, path: url }) : [];
    });
  });
}

/** Flask-SQLAlchemy keeps relative files in the instance folder, beside the application. */
function usesInstance(project: Project, root: string): boolean {
  return ["requirements.txt", "pyproject.toml", "Pipfile"].some((name) =>
    /^[\s"']*flask[-_]sqlalchemy\b/im.test(project.text(root + name) ?? "")
  );
}

/** The texts of "NAME" in the mapping around a token, put together as a path. */
function djangoName(tokens: readonly PythonToken[], from: number): string | undefined {
  const start = tokens.findLastIndex(({ kind, value }, index) =>
    index < from && kind === "sign" && value === "{"
  );
  const end = tokens.findIndex(({ kind, value }, index) =>
    index > from && kind === "sign" && value === "}"
  );
  const mapping = tokens.slice(start, end === -1 ? undefined : end);
  const key = mapping.findIndex(({ kind, value }) => kind === "text" && value === "NAME");
  if (key === -1) return undefined;
  const value = untilComma(mapping.slice(key + 2));
  const texts = value.filter(({ kind }) => kind === "text").map((token) => token.value);
  // os.environ.get("SQLITE_PATH", "db.sqlite3"): the first is the variable's name
  const isAsked = value.some(({ value }) => /^(?:environ|getenv|env|config)$/.test(value));
  const parts = isAsked ? texts.slice(1) : texts;
  return parts.length === 0 ? undefined : parts.join("/");
}

function untilComma(tokens: readonly PythonToken[]): readonly PythonToken[] {
  let depth = 0;
  const end = tokens.findIndex(({ kind, value }) => {
    if (kind !== "sign") return false;
    if ("([{".includes(value)) depth++;
    if (")]}".includes(value)) depth--;
    return value === "," && depth === 0;
  });
  return end === -1 ? tokens : tokens.slice(0, end);
}

function sources(project: Project, patterns: readonly string[]): readonly string[] {
  return filesOf(project, patterns, {
    keep: (file) => depthOf(file) <= 5 && placeOf(file) === "app" && !isForTests(file),
    most: MAX_FILES,
  });
}

function isForTests(file: string): boolean {
  return /test|spec|prod|staging/i.test(nameOf(file));
}

/** The folder nearest to a file that holds one of these; the project's own where none does. */
function rootOf(project: Project, file: string, roots: readonly string[]): string {
  for (let folder = folderOf(file);; folder = folderOf(folder.slice(0, -1))) {
    if (folder === "" || roots.some((name) => project.has(folder + name))) return folder;
  }
}
