import type { Spotting } from "../engines/spotting.ts";
import type { DependencyFact, Scope } from "./facts.ts";
import { placeOf } from "./places.ts";

/**
 * What the project's own tools depend on is no need of the application.
 * @param calledAfter engines that packages of the project are called after
 */
export function scopeOfPackage(
  file: string,
  spotting: Spotting,
  calledAfter: readonly Spotting[],
): Scope {
  if (isAdapterPackage(file, spotting, calledAfter)) return "optional";
  return placeOf(file) === "tooling" ? "development" : "app";
}

/** Folders of what an application can be extended by. */
const EXTENSIONS =
  /(?:^|\/)(?:plugins?|adapters?|connectors?|drivers?|extensions?|integrations?)(?:\/|-)/i;

/** Packages that are called after engines ("server-postgres", "server-mysql"), or a plugin, offer a choice. */
export function isAdapterPackage(
  file: string,
  spotting: Spotting,
  calledAfter: readonly Spotting[],
): boolean {
  if (EXTENSIONS.test(file)) return true;
  return isCalledAfter(file, spotting) &&
    calledAfter.some((other) => other !== spotting && other.role === spotting.role);
}

/** Whether the folder of a manifest has an engine's name in its own. */
export function isCalledAfter(file: string, { adapters }: Spotting): boolean {
  const words = (file.split("/").at(-2) ?? "").toLowerCase().split(/[-_.]/);
  return words.length > 1 && words.some((word) => adapters.includes(word));
}

/** "celery[redis]" wants the extra, "name*" a prefix, "@*\/name" that name of any publisher's. */
export function isPackage(listed: string, fact: DependencyFact): boolean {
  const [, name = "", extra] = /^([^[]+)(?:\[(.+)\])?$/.exec(listed) ?? [];
  const named = name.endsWith("*")
    ? fact.name.startsWith(name.slice(0, -1))
    : name.startsWith("@*/")
    ? fact.name.startsWith("@") && fact.name.endsWith(name.slice(2))
    : fact.name === name;
  return named && (extra === undefined || (fact.extras?.includes(extra) ?? false));
}
