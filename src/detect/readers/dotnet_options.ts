import type { Project } from "../../project/project.ts";
import type { Fact } from "../facts.ts";
import { depthOf, filesOf, nameOf, placeOf } from "../places.ts";

/** Classes that hold settings, by convention. */
const FILES = "**/*{Settings,Options,Config,Configuration}.cs";
const MAX_FILES = 150;
const MAX_DEPTH = 6;

/** `DatabaseType Type { get; set; } = DatabaseType.SQLite;`, `string DbProvider = "sqlite";` */
const DEFAULT =
  /\b(\w+)\s*(?:\{[^{}]*\}\s*)?=\s*(?:[\w.]+\.)?"?(sqlite|postgres(?:ql)?|npgsql|mysql|mariadb)"?\s*;/i;
const CHOOSES = /^(?:type|provider|engine|driver|kind|dialect)$/i;
const OF_DATABASE = /database|(?:^|[a-z_])db|^db/i;

/** Reads the engine that a class of settings starts with. */
export function readDotnetOptions(project: Project): readonly Fact[] {
  const files = filesOf(project, [FILES], {
    keep: (file) => depthOf(file) <= MAX_DEPTH && placeOf(file) === "app",
    most: MAX_FILES,
  });
  return files.flatMap((file) =>
    (project.text(file) ?? "").split(/\r?\n/).flatMap((raw, index): readonly Fact[] => {
      const [, name = "", engine = ""] = DEFAULT.exec(raw) ?? [];
      const isChoice = CHOOSES.test(name)
        ? OF_DATABASE.test(nameOf(file)) || OF_DATABASE.test(raw)
        : OF_DATABASE.test(name) && !/name|file|path|user|schema/i.test(name);
      if (!engine || !isChoice) return [];
      const adapter = engine.toLowerCase() === "npgsql" ? "postgres" : engine.toLowerCase();
      const says = `the default of ${name} is ${engine}`;
      const at = { file, line: index + 1, scope: "app", origin: "default" } as const;
      return [{ kind: "selector", adapter, says, ...at }];
    })
  );
}
