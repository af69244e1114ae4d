import { SPOTTINGS } from "../../engines/spotting/registry.ts";
import { LANGUAGE_IDS } from "../../languages/language.ts";
import type { Project } from "../../project/project.ts";
import type { Fact } from "../facts.ts";
import { orNote } from "../parse/broken.ts";
import { parseJson } from "../parse/json.ts";
import { stagesOf } from "../parse/dockerfile.ts";
import { isRecord, pairsAt, type Parsed, recordAt, textAt } from "../parse/shape.ts";
import { folderOf, nameOf } from "../places.ts";
import { imageVersions } from "./image_versions.ts";

/** Reads a dev container that is not dockstart's own: releases of languages, databases that features bring. */
export function readDevContainer(project: Project): readonly Fact[] {
  const files = [
    ...project.glob(".devcontainer/{,*/}devcontainer.json"),
    ...project.glob(".devcontainer.json"),
  ];
  return files.filter((file) => !project.has(`${folderOf(file)}Dockerfile.backup`))
    .flatMap((file) => orNote(() => containerFacts(project, file)));
}

function containerFacts(project: Project, file: string): readonly Fact[] {
  const document = parseJson(file, project.text(file) ?? "", "jsonc");
  return [...imageFacts(project, file, document), ...featureFacts(file, document)];
}

function imageFacts(project: Project, file: string, { value, line }: Parsed): readonly Fact[] {
  const own = textAt(value, "image");
  if (own) return imageVersions(own, "develops in", { file, line: line(["image"]) });
  const build = recordAt(value, "build");
  const dockerfile = textAt(build, "dockerfile") ?? textAt(value, "dockerFile");
  if (!dockerfile) return [];
  const path = folderOf(file) + dockerfile.replace(/^\.\//, "");
  return stagesOf(project.text(path) ?? "", pairsAt(build, "args")).flatMap(({ image, line }) =>
    imageVersions(image, "develops in", { file: path, line })
  );
}

/** "ghcr.io/devcontainers/features/python:1": what a feature brings is the last part of its name. */
function featureFacts(file: string, { value, line }: Parsed): readonly Fact[] {
  const features = recordAt(value, "features");
  return Object.keys(features).flatMap((feature): readonly Fact[] => {
    const name = nameOf(feature).replace(/[:@].*$/, "");
    const at = { file, line: line(["features", feature]) };
    const language = LANGUAGE_IDS.find((id) => id === name);
    const options = features[feature];
    const spec = isRecord(options) ? textAt(options, "version") : textAt(features, feature);
    if (language && spec && /^\d/.test(spec)) {
      return [{ kind: "version", language, spec, says: `develops with ${name} ${spec}`, ...at }];
    }
    const service = [...SPOTTINGS.values()].find(({ adapters }) =>
      adapters.some((adapter) => name === adapter || name === `${adapter}-server`)
    );
    const [adapter] = service?.adapters ?? [];
    if (!adapter) return [];
    const says = `develops with the feature ${name}`;
    return [{ kind: "document", adapter, isRequirement: true, says, ...at }];
  });
}
