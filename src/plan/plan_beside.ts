import type { OwnCompose } from "../detect/own_compose.ts";
import { DockstartError } from "../errors.ts";
import type { Beside, Decision, EnginePlan } from "./plan.ts";

/** The generated file stands beside the project's own ones where they run any of the engines. */
export function planBeside(
  { files, services }: OwnCompose,
  engines: readonly EnginePlan[],
  decisions: Decision[],
): Beside | undefined {
  const used = engines.flatMap(({ id, server }) =>
    server?.running ? [`${id} as its ${server.service}`] : []
  );
  if (used.length === 0) return undefined;
  decisions.push({
    about: "compose",
    chose: `${files.join(" and ")} ${files.length === 1 ? "is" : "are"} used as it is`,
    because: `it runs ${used.join(" and ")}`,
  });
  const taken = new Set(services.map(({ name }) => name));
  if (taken.has("db-backup")) {
    throw new DockstartError(
      "conflict",
      'There is a service "db-backup" already, which is the name of the backup sidecar',
      "Rename the service, or have the databases generated with --compose none.",
      { file: files[0] ?? "" },
    );
  }
  const names = ["app", "devcontainer", "workspace"];
  return { files, appService: names.find((name) => !taken.has(name)) ?? "dockstart-app" };
}

/** The error for backups alone where there is nothing that they could stand beside. */
export function nothingToBackUp(): DockstartError {
  return new DockstartError(
    "no-database",
    "No compose file of this project runs a database",
    "Name one with --compose FILE, or run init without --only: it generates the databases too.",
  );
}
