import type { Project } from "../../project/project.ts";
import type { VersionFact } from "../facts.ts";
import { stagesOf } from "../parse/dockerfile.ts";
import { languageOfImage } from "../parse/language_image.ts";

const FILES = ["Dockerfile", "Dockerfile.dev", "docker/Dockerfile", ".devcontainer/Dockerfile"];

/** The language releases that the project's own Dockerfiles build on. */
export function readDockerfiles(project: Project): readonly VersionFact[] {
  return FILES.flatMap((file) =>
    stagesOf(project.text(file) ?? "").flatMap(({ image, line }): readonly VersionFact[] => {
      const found = languageOfImage(image);
      return found ? [{ kind: "version", ...found, says: `FROM ${image}`, file, line }] : [];
    })
  );
}
