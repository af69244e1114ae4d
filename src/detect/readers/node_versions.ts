import type { Project } from "../../project/project.ts";
import type { VersionFact } from "../facts.ts";
import { type Parsed, recordAt, textAt } from "../parse/shape.ts";
import { toolVersions } from "./tool_versions.ts";

/** The releases of Node.js that files made for that pin. */
export function pinnedNode(project: Project): readonly VersionFact[] {
  return newestFirst(toolVersions(project, {
    language: "node",
    names: ["nodejs", "node"],
    files: [".node-version", ".nvmrc"],
  }));
}

/** Of two files for two tools that do not agree, the older release was forgotten. */
function newestFirst(stated: readonly VersionFact[]): readonly VersionFact[] {
  const major = ({ spec }: VersionFact) => Number(/^v?(\d+)/.exec(spec)?.[1] ?? 0);
  const own = stated.filter(({ file }) => /^\.(?:node-version|nvmrc)$/.test(file));
  return [
    ...own.sort((a, b) => major(b) - major(a)),
    ...stated.filter((each) => !own.includes(each)),
  ];
}

/** What a package.json says of them: engines is a range. */
export function statedNode(root: Parsed): readonly VersionFact[] {
  const runtimes = recordAt(root.value, "devEngines")["runtime"];
  const runtime = (Array.isArray(runtimes) ? runtimes : [runtimes])
    .findIndex((each) => textAt(each, "name") === "node");
  const paths = [
    Array.isArray(runtimes)
      ? ["devEngines", "runtime", runtime, "version"]
      : ["devEngines", "runtime", "version"],
    ["volta", "node"],
    ["engines", "node"],
  ];
  return paths.flatMap((path, index): readonly VersionFact[] => {
    const spec = index === 0 && runtime === -1 ? undefined : textAt(root.value, ...path);
    if (!spec) return [];
    const says = `${path.filter((step) => typeof step === "string").join(".")} "${spec}"`;
    const at = { file: "package.json", line: root.line(path) };
    return [{ kind: "version", language: "node", spec, says, ...at }];
  });
}
