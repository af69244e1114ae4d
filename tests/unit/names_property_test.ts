/** Any folder's name becomes a name that Compose takes and a devcontainer.json that its schema takes. */
import { deepStrictEqual as equal, match } from "node:assert";
import fc from "fast-check";
import * as v from "valibot";
import { parse as parseYaml } from "yaml";
import { detect } from "../../src/detect/mod.ts";
import { loadTemplates } from "../../src/host/templates.ts";
import { TEMPLATES } from "../support/templates.ts";
import { makePlan } from "../../src/plan/make_plan.ts";
import { placeFor } from "../../src/plan/place.ts";
import { complete } from "../../src/plan/wishes.ts";
import { memoryProject } from "../../src/project/memory.ts";
import { render } from "../../src/render/render.ts";

const templates = loadTemplates(TEMPLATES);
const MANIFEST = '{ "name": "shop", "dependencies": { "express": "5.0.0", "pg": "8.0.0" } }';

/** Compose's own rule for a project's name (compose-spec, "name"). */
const PROJECT_NAME = /^[a-z0-9][a-z0-9_-]*$/;

/**
 * The part of devContainer.base.schema.json that dockstart uses: with dockerComposeFile, a service and a
 * workspace folder are required, and no key beyond the listed ones is allowed.
 */
const port = v.union([
  v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65535)),
  v.pipe(v.string(), v.regex(/^([a-z0-9-]+):(\d{1,5})$/)),
]);
const DEV_CONTAINER = v.strictObject({
  $schema: v.string(),
  name: v.string(),
  dockerComposeFile: v.union([v.string(), v.array(v.string())]),
  service: v.string(),
  runServices: v.optional(v.array(v.string())),
  workspaceFolder: v.string(),
  remoteUser: v.string(),
  features: v.optional(v.record(v.string(), v.record(v.string(), v.string()))),
  forwardPorts: v.optional(v.array(port)),
  portsAttributes: v.optional(
    v.record(
      v.string(),
      v.strictObject({ label: v.string(), onAutoForward: v.literal("silent") }),
    ),
  ),
  postCreateCommand: v.optional(v.string()),
  customizations: v.strictObject({
    vscode: v.strictObject({ extensions: v.array(v.string()) }),
  }),
});

/** What a file system lets a folder be called. */
const folder = fc.oneof(
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 }),
  fc.string({ unit: "binary", minLength: 1, maxLength: 30 }),
).filter((name) => !/[/\0]/.test(name) && name !== "." && name !== ".." && name.isWellFormed());

function rendered(name: string, files: Readonly<Record<string, string>>) {
  const project = { ...memoryProject(name, files), name };
  const detection = detect(project);
  const wishes = complete({});
  const plan = makePlan(detection, wishes, placeFor(project, detection, wishes));
  const tree = render(plan, templates);
  const text = (path: string) => tree.get(`.devcontainer/${path}`)?.text ?? "";
  return {
    devcontainer: JSON.parse(text("devcontainer.json")),
    compose: parseYaml(text("docker-compose.yml")),
  };
}

Deno.test("any folder name makes a project name, a workspace and a valid devcontainer.json", () => {
  fc.assert(
    fc.property(folder, (name) => {
      const { devcontainer, compose } = rendered(name, { "package.json": MANIFEST });
      match(compose.name, PROJECT_NAME);
      v.parse(DEV_CONTAINER, devcontainer);
      equal(devcontainer.name, name);
      const [mount] = compose.services.app.volumes;
      equal(mount, `..:${devcontainer.workspaceFolder}:cached`);
      match(devcontainer.workspaceFolder, /^\/workspaces\/[a-z0-9][a-z0-9-]*$/);
    }),
    { numRuns: 300 },
  );
});

Deno.test("any service name of the project's own compose file is wired as it is", () => {
  // compose-spec: ^[a-zA-Z0-9._-]+$
  const service = fc.string({
    unit: fc.constantFrom(..."abzABZ019._-"),
    minLength: 1,
    maxLength: 20,
  }).filter((name) => name !== "db-backup" && name !== "__proto__");
  fc.assert(
    fc.property(service, (name) => {
      const own = `services:\n  ${JSON.stringify(name)}:\n    image: postgres:17\n`;
      const { devcontainer, compose } = rendered("shop", {
        "package.json": MANIFEST,
        "compose.yaml": own,
      });
      v.parse(DEV_CONTAINER, devcontainer);
      equal(compose.services["db-backup"].environment.DB_HOST, name);
      equal(Object.keys(compose.services["db-backup"].depends_on), [name]);
      equal(devcontainer.runServices, [name, "db-backup"]);
    }),
    { numRuns: 200 },
  );
});
