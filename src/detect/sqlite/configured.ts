import type { Project } from "../../project/project.ts";
import type { Evidence } from "../detection.ts";
import { type CodeToken, codeTokens, insideBrackets } from "../parse/code_tokens.ts";
import { type Assignment, parseEnv } from "../parse/env.ts";
import { stripErb } from "../parse/erb.ts";
import { parseJson } from "../parse/json.ts";
import { isRecord, recordAt, textAt } from "../parse/shape.ts";
import { parseYaml } from "../parse/yaml.ts";
import { depthOf, folderOf, manifests, nameOf, placeOf } from "../places.ts";
import { insideProject, isFileName, pathInUrl } from "./paths.ts";

/** A database file that the project's configuration names. */
export interface DatabaseFile {
  /** Below the project's folder. */
  readonly path: string;
  readonly evidence: Evidence;
}

/** Reads the database files out of one kind of configuration, the main one first. */
export type FileReader = (project: Project) => readonly DatabaseFile[];

/** What is written, where, and from which folder it is meant. */
export interface Written {
  readonly file: string;
  readonly line: number;
  readonly folder: string;
  readonly path: string | undefined;
}

/** The file that is meant, where it is one of the project's. */
export function named({ file, line, folder, path }: Written): readonly DatabaseFile[] {
  const inside = path === undefined ? undefined : insideProject(folder, path);
  return inside === undefined
    ? []
    : [{ path: inside, evidence: { file, line, says: `names ${inside}` } }];
}

/** config/database.yml of Rails: a file for each database of development. */
export function readRails(project: Project): readonly DatabaseFile[] {
  return manifests(project, "config/{application,environment,boot}.rb").flatMap((manifest) => {
    const config = folderOf(manifest);
    const file = ["", ".example", ".sample"].map((end) => `${config}database.yml${end}`)
      .find((each) => project.has(each));
    if (file === undefined) return [];
    const { value, line } = parseYaml(file, stripErb(project.text(file) ?? ""));
    const section = recordAt(value, "development");
    const names = "adapter" in section || "url" in section
      ? [[]]
      : Object.keys(section).filter((name) => isRecord(section[name])).map((name) => [name])
        .sort(([a], [b]) => Number(b === "primary") - Number(a === "primary"));
    return names.flatMap((name) => {
      const at = ["development", ...name];
      const entry = recordAt(value, ...at);
      const isSqlite = /^sqlite/.test(textAt(entry, "adapter") ?? textAt(entry, "url") ?? "");
      const path = pathInUrl(textAt(entry, "url") ?? "") ?? textAt(entry, "database");
      const folder = config.slice(0, -"config/".length);
      return isSqlite ? named({ file, line: line([...at, "database"]), folder, path }) : [];
    });
  });
}

/** The datasource of a Prisma schema; its paths begin at the schema's own folder. */
export function readPrismaFiles(project: Project): readonly DatabaseFile[] {
  return prismaSchemas(project).flatMap(({ file, block }) => {
    const folder = folderOf(file);
    const at = block.findIndex(({ value }) => value === "url");
    const url = block[at + 2];
    if (at !== -1 && url?.kind === "text") {
      return named({ file, line: url.line, folder, path: pathInUrl(url.value) });
    }
    const variable = block[at + 4]?.value ?? "DATABASE_URL";
    // release 7 has the URL in prisma.config.ts, and begins at that file's folder
    const [config] = project.glob("**/prisma.config.{ts,js,mjs}");
    const base = at === -1 && config !== undefined ? folderOf(config) : folder;
    return environments(project).flatMap(({ file, assignments }) =>
      assignments.filter(({ name }) => name === (at === -1 ? "DATABASE_URL" : variable))
        .flatMap(({ value, line }) => named({ file, line, folder: base, path: pathInUrl(value) }))
    ).slice(0, 1);
  });
}

function prismaSchemas(project: Project): readonly { file: string; block: readonly CodeToken[] }[] {
  return project.glob("**/*.prisma")
    .filter((file) => depthOf(file) <= 5 && placeOf(file) === "app")
    .flatMap((file) => {
      const tokens = codeTokens(project.text(file) ?? "", "c");
      const start = tokens.findIndex(({ value }, index) =>
        value === "datasource" && tokens[index + 2]?.value === "{"
      );
      const block = start === -1 ? [] : insideBrackets(tokens, start + 2);
      const provider = block[block.findIndex(({ value }) => value === "provider") + 2]?.value;
      return provider === "sqlite" ? [{ file, block }] : [];
    });
}

const ENVIRONMENT_FILES = [".env", ".env.local", ".env.development", ".env.dev", ".env.example"]
  .concat([".env.sample", ".env.dist", ".env.template", "env.example"]);
const NAMES_FILE =
  /^(?:\w+_)?(?:SQLITE|DB|DATABASE)_(?:PATH|FILE|FILENAME|STORAGE|DATABASE|NAME|LOCATION|URL|URI)$/;

/** The files with variables, what is in force before what is an example of it. */
function environments(
  project: Project,
): readonly { readonly file: string; readonly assignments: readonly Assignment[] }[] {
  return ENVIRONMENT_FILES.flatMap((name) => project.glob(`**/${name}`))
    .filter((file) => depthOf(file) <= 3 && placeOf(file) === "app")
    .map((file) => ({ file, assignments: parseEnv(project.text(file) ?? "") }));
}

/** .env and its examples: URLs, Laravel's DB_CONNECTION, and variables that are called after a file. */
export function readEnvironment(project: Project): readonly DatabaseFile[] {
  const hasPrisma = prismaSchemas(project).length > 0;
  return environments(project).map(({ file, assignments }) => {
    const folder = folderOf(file);
    const laravel = assignments.find(({ name, value }) =>
      name === "DB_CONNECTION" && value === "sqlite"
    );
    const files = assignments.flatMap(({ name, value, line }) => {
      if (hasPrisma && value.startsWith("file:")) return [];
      const path = pathInUrl(value) ??
        (NAMES_FILE.test(name) && isFileName(value) ? value : undefined);
      return named({ file, line, folder, path });
    });
    if (files.length > 0 || !laravel || !project.has(`${folder}artisan`)) return files;
    return named({ file, line: laravel.line, folder, path: "database/database.sqlite" });
  }).find((files) => files.length > 0) ?? [];
}

/** Connection strings of .NET: "Data Source=shop.db". */
export function readAppSettingsFiles(project: Project): readonly DatabaseFile[] {
  return project.glob("**/appsettings{.Development,}.json").filter((file) =>
    placeOf(file) === "app"
  ).flatMap((file) => {
    const { value, line } = parseJson(file, project.text(file) ?? "", "jsonc");
    return Object.keys(recordAt(value, "ConnectionStrings")).flatMap((name) => {
      const text = textAt(value, "ConnectionStrings", name) ?? "";
      const path = /(?:^|;)\s*(?:Data ?Source|Filename)\s*=\s*([^;]+)/i.exec(text)?.[1];
      return path && isFileName(path.trim())
        ? named({ file, line: line(["ConnectionStrings", name]), folder: folderOf(file), path })
        : [];
    });
  });
}

/** A Phoenix application's config/dev.exs: paths begin at the file's own folder. */
export function readElixirFiles(project: Project): readonly DatabaseFile[] {
  return project.glob("**/config/dev.exs").filter((file) => placeOf(file) === "app")
    .flatMap((file) =>
      codeTokens(project.text(file) ?? "", "hash")
        .filter(({ kind, value }) => kind === "text" && isFileName(value))
        .flatMap(({ value, line }) => named({ file, line, folder: folderOf(file), path: value }))
    );
}

const EXISTING = "**/*.{sqlite3,sqlite,db3,db}";

/** What is there already, where nothing names it. */
export function readExisting(project: Project): readonly DatabaseFile[] {
  return project.glob(EXISTING)
    .filter((file) =>
      depthOf(file) <= 4 && placeOf(file) === "app" && !/test|thumbs\.db$/i.test(nameOf(file))
    )
    .map((path) => ({
      path,
      evidence: { file: path, line: 0, says: "is a database by its name" },
    }));
}
