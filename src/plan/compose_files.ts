import type { Plan } from "./plan.ts";

/** The generated compose file, as a path inside the project. */
export function generatedComposeFile({ app }: Pick<Plan, "app">): string {
  return `.devcontainer/${app ? "docker-compose.yml" : "docker-compose.backup.yml"}`;
}

/** The compose files that make the environment, in the order in which docker compose is given them. */
export function composeFiles(plan: Pick<Plan, "app" | "beside">): readonly string[] {
  return [...plan.beside?.files ?? [], generatedComposeFile(plan)];
}

/** "docker compose -f … -f …", to be typed in the project's folder. */
export function composeCommand(plan: Pick<Plan, "app" | "beside">): string {
  return `docker compose ${composeFiles(plan).map((file) => `-f ${quoted(file)}`).join(" ")}`;
}

function quoted(file: string): string {
  return /^[\w./@%+-]+$/.test(file) ? file : `'${file.replaceAll("'", "'\\''")}'`;
}
