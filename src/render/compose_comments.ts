import { isMap, isScalar, type YAMLMap } from "yaml";
import { composeCommand } from "../plan/compose_files.ts";
import type { Plan, ServerPlan } from "../plan/plan.ts";
import { addedToServers } from "./beside.ts";

/** The comment at the head: what this is, and how it is started. */
export function headOf(plan: Plan): string {
  const start = `${composeCommand(plan)} up -d`;
  const files = plan.beside?.files ?? [];
  const own = files.join(" and ");
  if (files.length === 0) {
    return ` The development environment: the application, its databases, and their backups.
 Start it from your editor, or with: ${start}`;
  }
  const adds = plan.app ? "The application's container, and the backups" : "The backups";
  const does = files.length === 1
    ? "runs the databases and stays as it is"
    : "run the databases and stay as they are";
  return ` ${adds}, beside ${own}, which ${does}.
 ${plan.app ? "Start all from your editor, or with" : "Start all with"}: ${start}
 Folders are given as they are seen from that of ${files[0]}.`;
}

/**
 * Over the first of the values that stand once.
 * @param withUrl whether a URL is among them, which has the others in it
 */
export function sharedNote(withUrl: boolean): string {
  const used = "Used below by the names behind the &: what is changed here changes there";
  return withUrl ? `${used}, but the URL repeats the others.` : `${used}.`;
}

export const OWN_DATABASE =
  "The URL names no database: the application's own configuration does, one for each environment,\n so that tests never run in the development database.";

/** Over the values that the project's own file has. */
export function asIn({ service, running }: ServerPlan): string {
  return `As ${running?.file} has it for its service "${service}": keep both the same.`;
}

/** Says why a service of the project's own file appears in this one. */
export function explainAdded(services: YAMLMap, plan: Plan): void {
  const added = addedToServers(plan);
  for (const { key } of services.items) {
    const parts = isScalar(key) ? added[String(key.value)] : undefined;
    if (!isScalar(key) || !parts) continue;
    key.commentBefore = [
      ...("healthcheck" in parts
        ? [" The project's own service has no health check, and gets this one."]
        : []),
      ...("profiles" in parts
        ? [
          " The project starts it in a profile only; here it always runs, as what waits for it does.",
        ]
        : []),
    ].join("\n");
  }
}

/** Says of a generated service's keys why they are there. */
export function explainKeys(
  service: unknown,
  reasons: Readonly<Record<string, string>> = {},
): void {
  for (const { key } of isMap(service) ? service.items : []) {
    const reason = isScalar(key) ? reasons[String(key.value)] : undefined;
    if (isScalar(key) && reason) key.commentBefore = ` ${reason}`;
  }
}
