import type { Project } from "../../project/project.ts";
import type { Fact, ImageFact } from "../facts.ts";
import { orNote } from "../parse/broken.ts";
import { isRecord, listAt, type Parsed, type Path, recordAt, textAt } from "../parse/shape.ts";
import { parseYaml } from "../parse/yaml.ts";

/** Reads the service containers of GitHub Actions and GitLab CI. */
export function readCi(project: Project): readonly Fact[] {
  const read = (file: string, into: (file: string, document: Parsed) => readonly Fact[]) =>
    orNote(() => {
      const text = project.text(file);
      return text === undefined ? [] : into(file, parseYaml(file, text));
    });
  return [
    ...project.glob(".github/workflows/*.{yml,yaml}").flatMap((file) => read(file, github)),
    ...read(".gitlab-ci.yml", gitlab),
  ];
}

function github(file: string, document: Parsed): readonly Fact[] {
  return Object.keys(recordAt(document.value, "jobs")).flatMap((job) =>
    Object.keys(recordAt(document.value, "jobs", job, "services")).flatMap((name) => {
      const path = ["jobs", job, "services", name];
      const image = textAt(document.value, ...path, "image") ?? textAt(document.value, ...path);
      return image ? [imageFact(file, document, { image, path: [...path, "image"] })] : [];
    })
  );
}

function gitlab(file: string, document: Parsed): readonly Fact[] {
  const jobs = Object.keys(recordAt(document.value));
  const lists: readonly Path[] = [["services"], ...jobs.map((job) => [job, "services"])];
  return lists.flatMap((path) =>
    listAt(document.value, ...path).flatMap((entry, index) => {
      const image = isRecord(entry) ? textAt(entry, "name") : textAt([entry], 0);
      return image ? [imageFact(file, document, { image, path: [...path, index] })] : [];
    })
  );
}

/** A matrix' expression says which image, not which release. */
function imageFact(
  file: string,
  document: Parsed,
  { image, path }: { image: string; path: Path },
): ImageFact {
  const plain = image.replace(/:?\$\{\{.*?\}\}.*$/, "");
  const line = document.line(path);
  return { kind: "image", image: plain, names: [], by: "ci", scope: "app", file, line };
}
