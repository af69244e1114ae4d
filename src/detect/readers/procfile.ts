import type { Project } from "../../project/project.ts";
import type { SelectorFact } from "../facts.ts";

const FILES = ["Procfile", "Procfile.dev", "Procfile.local", "Procfile.development"];
/** Workers that keep their jobs in Redis, and in nothing else. */
const WORKERS = /\b(sidekiq|resque)\b/;

/** Reads which workers a Procfile starts: a gem around Sidekiq hides it from the Gemfile. */
export function readProcfiles(project: Project): readonly SelectorFact[] {
  return FILES.flatMap((file) =>
    (project.text(file) ?? "").split(/\r?\n/).flatMap((raw, index) => {
      const adapter = /^\s*#/.test(raw) ? undefined : WORKERS.exec(raw)?.[1];
      const says = `starts ${adapter}`;
      const at = { file, line: index + 1, scope: "app" } as const;
      return adapter ? [{ kind: "selector", adapter, says, ...at } as const] : [];
    })
  );
}
