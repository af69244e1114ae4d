import type { AppPlan, Plan } from "../plan/plan.ts";

const SCHEMA =
  "https://raw.githubusercontent.com/devcontainers/spec/main/schemas/devContainer.schema.json";

/** Service names that forwardPorts takes (devContainer.base.schema.json). */
const FORWARDABLE = /^[a-z0-9-]+$/;

/** devcontainer.json: what editors and the dev containers' own client read. */
export function devcontainerFile(plan: Plan, app: AppPlan): string {
  const services = plan.engines.flatMap(({ server }) =>
    server && FORWARDABLE.test(server.service) ? [`${server.service}:${server.port}`] : []
  );
  const ports = [...app.ports, ...services];
  const config = {
    $schema: SCHEMA,
    name: plan.project,
    ...composeKeys(plan),
    workspaceFolder: plan.workspace,
    remoteUser: app.user,
    ...(Object.keys(app.features).length > 0 ? { features: app.features } : {}),
    ...(ports.length > 0 ? { forwardPorts: ports } : {}),
    ...(services.length > 0
      ? {
        portsAttributes: Object.fromEntries(
          services.map((port) => [port, { label: port, onAutoForward: "silent" }]),
        ),
      }
      : {}),
    ...(app.setup ? { postCreateCommand: app.setup } : {}),
    customizations: { vscode: { extensions: app.extensions } },
  };
  return `${JSON.stringify(config, null, 2)}\n`;
}

/** Beside the project's own compose file, its other services are left for the developer to start. */
function composeKeys(plan: Plan): Readonly<Record<string, unknown>> {
  const { beside } = plan;
  if (!beside) return { dockerComposeFile: "docker-compose.yml", service: "app" };
  const services = plan.engines.flatMap(({ server }) => server ? [server.service] : []);
  return {
    dockerComposeFile: [...beside.files.map((file) => `../${file}`), "docker-compose.yml"],
    service: beside.appService,
    runServices: [...services, ...(plan.backup && !plan.backup.profile ? ["db-backup"] : [])],
  };
}
