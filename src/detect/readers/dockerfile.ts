import type { Project } from "../../project/project.ts";
import type { VersionFact } from "../facts.ts";
import { copiedFrom, stagesOf } from "../parse/dockerfile.ts";
import { argumentVersions, imageVersions } from "./image_versions.ts";

/** The developers' own first. */
const FILES = [
  ".devcontainer/{Dockerfile,Dockerfile.*,*.Dockerfile}",
  "{,docker/}{Dockerfile.{dev,development,local},dev.Dockerfile}",
  "{,docker/}{Dockerfile,dockerfile}",
  "{docker,.docker}/{Dockerfile.*,*.Dockerfile,*/Dockerfile}",
];
/** NodeSource's packages, which is how an image of something else gets Node.js. */
const NODE_SOURCE = /nodesource\.com\/(?:setup_|node_)(\d+)\.x/;

/** The language releases that the project's own Dockerfiles build on. */
export function readDockerfiles(project: Project): readonly VersionFact[] {
  return FILES.flatMap((pattern) => project.glob(pattern)).flatMap((file) => {
    const text = project.text(file) ?? "";
    return [
      ...stagesOf(text).flatMap(({ image, line }) => imageVersions(image, "FROM", { file, line })),
      ...copiedFrom(text).flatMap(({ image, line }) =>
        imageVersions(image, "COPY --from", { file, line })
      ),
      ...nodeSource(file, text),
      ...argumentVersions(file, text),
    ];
  });
}

function nodeSource(file: string, text: string): readonly VersionFact[] {
  return text.split(/\r?\n/).flatMap((raw, index): readonly VersionFact[] => {
    const spec = NODE_SOURCE.exec(raw)?.[1];
    if (!spec) return [];
    const says = `installs Node.js ${spec} from NodeSource`;
    return [{ kind: "version", language: "node", spec, says, file, line: index + 1 }];
  });
}
