import type { Project } from "../../project/project.ts";
import type { Fact, ImageFact } from "../facts.ts";
import { orNote } from "../parse/broken.ts";
import { isRecord, listAt, type Parsed, type Path, recordAt, textAt } from "../parse/shape.ts";
import { parseYaml } from "../parse/yaml.ts";

/** A CI system's file: where the images of its service containers stand. */
type Images = (document: Parsed) => readonly { readonly image: string; readonly path: Path }[];

const SYSTEMS: readonly { readonly files: string; readonly images: Images }[] = [
  { files: "{.github,.forgejo,.gitea}/workflows/*.{yml,yaml}", images: workflow },
  { files: ".gitlab-ci.yml", images: gitlab },
  { files: ".circleci/config.yml", images: circle },
  { files: "bitbucket-pipelines.yml", images: bitbucket },
  { files: ".travis.yml", images: travis },
];

/** Reads the service containers that CI runs beside the tests. */
export function readCi(project: Project): readonly Fact[] {
  return SYSTEMS.flatMap(({ files, images }) =>
    project.glob(files).flatMap((file) =>
      orNote(() => {
        const document = parseYaml(file, project.text(file) ?? "");
        return images(document).map(({ image, path }) =>
          imageFact(file, document, { image, path })
        );
      })
    )
  );
}

function workflow({ value }: Parsed): ReturnType<Images> {
  return Object.keys(recordAt(value, "jobs")).flatMap((job) =>
    Object.keys(recordAt(value, "jobs", job, "services")).flatMap((name) =>
      imageAt(value, ["jobs", job, "services", name], "image")
    )
  );
}

function gitlab({ value }: Parsed): ReturnType<Images> {
  const jobs = Object.keys(recordAt(value));
  const lists: readonly Path[] = [["services"], ...jobs.map((job) => [job, "services"])];
  return lists.flatMap((path) =>
    listAt(value, ...path).flatMap((_, index) => imageAt(value, [...path, index], "name"))
  );
}

/** The first image is what the job itself runs in, the others are beside it. */
function circle({ value }: Parsed): ReturnType<Images> {
  return ["jobs", "executors"].flatMap((kind) =>
    Object.keys(recordAt(value, kind)).flatMap((name) =>
      listAt(value, kind, name, "docker").flatMap((_, index) =>
        index === 0 ? [] : imageAt(value, [kind, name, "docker", index], "image")
      )
    )
  );
}

function bitbucket({ value }: Parsed): ReturnType<Images> {
  const path = ["definitions", "services"];
  return Object.keys(recordAt(value, ...path)).flatMap((name) =>
    imageAt(value, [...path, name], "image")
  );
}

/** Travis CI names what it starts, and has its own names for some. */
const TRAVIS: Readonly<Record<string, string>> = {
  postgresql: "postgres",
  "redis-server": "redis",
  redis: "redis",
  mysql: "mysql",
  mongodb: "mongo",
};

function travis({ value }: Parsed): ReturnType<Images> {
  return listAt(value, "services").flatMap((name, index) => {
    const image = typeof name === "string" ? TRAVIS[name] : undefined;
    return image ? [{ image, path: ["services", index] }] : [];
  });
}

/** The image of a service, which is its own text or stands under a key. */
function imageAt(value: unknown, path: Path, key: string): ReturnType<Images> {
  const parent = path.slice(0, -1);
  const last = path.at(-1) ?? "";
  const list = listAt(value, ...parent);
  const entry = typeof last === "number" ? list[last] : recordAt(value, ...parent)[last];
  const image = isRecord(entry) ? textAt(entry, key) : textAt([entry], 0);
  return image ? [{ image, path: isRecord(entry) ? [...path, key] : path }] : [];
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
