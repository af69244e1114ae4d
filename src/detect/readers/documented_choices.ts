import type { SelectorFact } from "../facts.ts";
import { parseEnv } from "../parse/env.ts";
import type { DeveloperDocument } from "./developer_documents.ts";
import { assignmentFacts } from "./env_files.ts";

/**
 * What a developer is told to write into an .env file, where the project has no example of one: a block of
 * code with `DB_CONNECTION=sqlite`. Several blocks for several engines are a choice, and decide nothing.
 */
export function documentedChoices({ file, sentences }: DeveloperDocument): readonly SelectorFact[] {
  const assignments = sentences.filter(({ code }) => code)
    .flatMap(({ line, text }) => parseEnv(text).map((each) => ({ ...each, line })));
  const chosen = assignmentFacts(assignments, { file, scope: "app", secret: false })
    .filter((fact) => fact.kind === "selector");
  return chosen.filter(({ says }) => {
    const [name] = says.split(" ");
    return new Set(
      chosen.filter((each) => each.says.startsWith(`${name} `)).map(({ adapter }) => adapter),
    ).size === 1;
  });
}
