import type { Project } from "../../project/project.ts";
import type { Fact } from "../facts.ts";
import { codeTokens, insideBrackets } from "../parse/code_tokens.ts";
import { depthOf, nameOf, placeOf } from "../places.ts";

/** Reads the datasource block of every Prisma schema; generators have providers too. */
export function readPrisma(project: Project): readonly Fact[] {
  return project.glob("**/*.prisma")
    .filter((file) =>
      depthOf(file) <= 5 && /^(?:app|tooling|deployment)$/.test(placeOf(file)) &&
      !/sample|example|fixture|test/.test(nameOf(file))
    )
    .flatMap((file) => datasource(file, project.text(file) ?? ""));
}

function datasource(file: string, text: string): readonly Fact[] {
  const tokens = codeTokens(text, "c");
  const start = tokens.findIndex(({ value }, index) =>
    value === "datasource" && tokens[index + 2]?.value === "{"
  );
  if (start === -1) return [];
  const block = insideBrackets(tokens, start + 2);
  const at = block.findIndex(({ value }) => value === "provider");
  const provider = at === -1 ? undefined : block[at + 2];
  if (provider?.kind !== "text") return [];
  const says = `datasource provider "${provider.value}"`;
  const { value: adapter, line } = provider;
  return [{ kind: "selector", adapter, says, scope: "app", file, line }];
}
