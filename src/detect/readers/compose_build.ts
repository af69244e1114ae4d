import { posix } from "node:path";
import type { Project } from "../../project/project.ts";
import type { VersionFact, Where } from "../facts.ts";
import { type Stage, stagesOf } from "../parse/dockerfile.ts";
import { interpolate } from "../parse/env.ts";
import { pairsAt, textAt } from "../parse/shape.ts";
import { folderOf } from "../places.ts";
import { argumentVersions, imageVersions } from "./image_versions.ts";

/** What a service of a compose file is built from. */
export interface Build {
  readonly dockerfile: string;
  readonly text: string;
  readonly stages: readonly Stage[];
  /** The arguments that the compose file gives it. */
  readonly given: ReadonlyMap<string, string>;
}

/**
 * The Dockerfile that a service is built from, with the arguments that the compose file gives it.
 * @param file the compose file, from whose folder paths begin
 * @returns undefined where the service builds nothing
 */
export function buildOf(
  project: Project,
  { file, service, variables }: {
    readonly file: string;
    readonly service: Readonly<Record<string, unknown>>;
    readonly variables: ReadonlyMap<string, string>;
  },
): Build | undefined {
  if (!("build" in service)) return undefined;
  const text = (value: string | undefined) => interpolate(value ?? "", variables);
  const context = text(textAt(service, "build") ?? textAt(service, "build", "context") ?? ".");
  const name = text(textAt(service, "build", "dockerfile") ?? "Dockerfile");
  const dockerfile = posix.normalize(posix.join(folderOf(file), context, name));
  const content = textAt(service, "build", "dockerfile_inline") ?? project.text(dockerfile) ?? "";
  const given = new Map(
    [...pairsAt(service, "build", "args")].map(([key, value]) => [key, text(value)] as const),
  );
  return { dockerfile, text: content, stages: stagesOf(content, given), given };
}

/** Laravel Sail builds on what composer installs: "./vendor/laravel/sail/runtimes/8.4". */
const SAIL = /\/laravel\/sail\/runtimes\/(\d+\.\d+)\//;

/**
 * The languages' releases that a service for development is built on.
 * @param at where the compose file says so
 */
export function builtVersions(
  { dockerfile, given, stages, text }: Build,
  at: Where,
): readonly VersionFact[] {
  const spec = SAIL.exec(dockerfile)?.[1];
  const says = `is built on Laravel Sail's PHP ${spec}`;
  return [
    ...(spec ? [{ kind: "version", language: "php", spec, says, ...at } as const] : []),
    ...stages.flatMap(({ image, line }) =>
      imageVersions(image, "is built on", { file: dockerfile, line })
    ),
    ...argumentVersions(dockerfile, text, given),
  ];
}
