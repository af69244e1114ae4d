/** Every language becomes a dev container: its own image, or the base image and a feature. */
import { deepEqual, equal, match } from "node:assert/strict";
import type { Finding } from "../../src/detect/detection.ts";
import { LANGUAGE_IDS, type LanguageId } from "../../src/languages/language.ts";
import { LANGUAGES } from "../../src/languages/registry.ts";
import { planApp } from "../../src/plan/plan_app.ts";

const BASE = "mcr.microsoft.com/devcontainers/base:2-trixie";

function plan(...languages: readonly Omit<Finding<LanguageId>, "confidence" | "evidence">[]) {
  const findings = languages.map((each) => ({ ...each, confidence: 1, evidence: [] }));
  return planApp(
    { schema: 1, languages: findings, services: [], applications: [], notes: [] },
    [],
    [],
  );
}

for (const id of LANGUAGE_IDS) {
  Deno.test(`${id} has a dev container when the project states no version`, () => {
    const app = plan({ id });
    match(app.image, /^[a-z./-]+:[\w.-]+$/);
    equal(app.image === BASE, Object.keys(app.features).length > 0 && !LANGUAGES[id].releases[0]);
  });
}

const CASES: readonly (readonly [id: LanguageId, version: string, image: string, user: string])[] =
  [
    ["node", "22", "mcr.microsoft.com/devcontainers/javascript-node:4-22-trixie", "node"],
    ["node", "18", BASE, "vscode"],
    ["php", "8.4", "mcr.microsoft.com/devcontainers/php:4-8.4-trixie", "vscode"],
    ["php", "8.1", BASE, "vscode"],
    ["dotnet", "9.0", "mcr.microsoft.com/devcontainers/dotnet:2-9.0-noble", "vscode"],
    ["java", "8", BASE, "vscode"],
    ["rust", "1", "mcr.microsoft.com/devcontainers/rust:2-1-trixie", "vscode"],
    ["rust", "1.85", BASE, "vscode"],
    ["elixir", "1.12", "elixir:1.12", "vscode"],
  ];

for (const [id, version, image, user] of CASES) {
  Deno.test(`${id} ${version} is developed in ${image}`, () => {
    const app = plan({ id, version });
    deepEqual([app.image, app.user], [image, user]);
    const brought = Object.values(app.features).some((options) => options["version"] === version);
    equal(brought, image === BASE);
  });
}

Deno.test("a feature that takes whole versions only gets the pinned one, or the newest", () => {
  const deno = "ghcr.io/devcontainers-community/features/deno:1";
  deepEqual(plan({ id: "deno", version: "2.5", exact: "2.5.6" }).features, {
    [deno]: { version: "2.5.6" },
  });
  deepEqual(plan({ id: "deno", version: "2" }).features, { [deno]: { version: "latest" } });
});

Deno.test("another language's feature does not overrule the primary language's own", () => {
  const { features } = plan({ id: "kotlin", version: "21" }, { id: "java", version: "17" }, {
    id: "node",
  });
  equal(features["ghcr.io/devcontainers/features/java:1"]?.["version"], "none");
  equal(features["ghcr.io/devcontainers/features/node:2"]?.["version"], "24");
});
