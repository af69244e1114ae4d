import type { Project } from "../../project/project.ts";
import { isApplicationOf } from "../framework_titles.ts";
import type { DependencyFact, Fact, LanguageFact, Scope } from "../facts.ts";
import { parseJson } from "../parse/json.ts";
import { type Parsed, recordAt, textAt } from "../parse/shape.ts";
import { folderOf, manifests } from "../places.ts";
import { bunVersions, type Package, runtimeFacts, runtimeOf } from "./bun.ts";
import { startsItself } from "./node_scripts.ts";
import { pinnedNode, statedNode } from "./node_versions.ts";

const SCOPES: Readonly<Record<string, Scope>> = {
  dependencies: "app",
  optionalDependencies: "optional",
  peerDependencies: "optional",
  devDependencies: "development",
};

/** Frameworks that answer requests, the more telling ones first. */
const SERVERS: readonly (readonly [name: string, framework: string])[] = [
  ["next", "nextjs"],
  ["nuxt", "nuxt"],
  ["@nestjs/core", "nestjs"],
  ["@adonisjs/core", "adonis"],
  ["@remix-run/node", "remix"],
  ["@react-router/node", "remix"],
  ["@sveltejs/kit", "sveltekit"],
  ["astro", "astro"],
  ["fastify", "fastify"],
  ["koa", "koa"],
  ["hono", "hono"],
  ["@hapi/hapi", "hapi"],
  ["@medusajs/medusa", "medusa"],
  ["@strapi/strapi", "strapi"],
  ["express", "express"],
];

/** Frameworks of which another language's server can be what is behind the pages. */
const RENDERS_PAGES = new Set(["nextjs", "nuxt", "remix", "sveltekit", "astro"]);
/** Of two applications side by side, the one that is a server first. */
const LEFT_OF_PAGES = 0.02;

const LOCKS = [
  "package-lock.json",
  "npm-shrinkwrap.json",
  "yarn.lock",
  "pnpm-lock.yaml",
  "bun.lock",
  "bun.lockb",
];

/** Folders whose packages end in a browser, whatever renders them. */
const FRONTEND =
  /(?:^|\/)(?:front-?end|front|client|web|web-?app|ui|www|dashboard|spa|vue\d?|react|angular|svelte|desktop|mobile)\/$/i;

/** Reads package.json files and Node.js' version files. */
export function readNode(project: Project): readonly Fact[] {
  const read = manifests(project, "package.json").flatMap((file) => {
    const text = project.text(file);
    return text === undefined ? [] : [{ file, parsed: parseJson(file, text) }];
  });
  const root = read.find(({ file }) => file === "package.json")?.parsed;
  const pinned = pinnedNode(project);
  const isPinned = pinned.length > 0;
  return [
    ...read.flatMap(({ file, parsed }) => languageFacts(project, file, { isPinned, parsed, root })),
    ...pinned,
    ...(root ? statedNode(root) : []),
    ...bunVersions(project, root),
    ...read.flatMap((
      { file, parsed },
    ) => [...framework(file, parsed), ...dependencies(file, parsed)]),
  ];
}

/** Applications that are bundled may list what they run on with the tools that bundle it. */
const BUNDLED = ["@sveltejs/kit", "electron"];

function isBundled({ value }: Parsed): boolean {
  const development = recordAt(value, "devDependencies");
  return BUNDLED.some((name) => name in development);
}

function dependencies(file: string, parsed: Parsed): readonly DependencyFact[] {
  const bundled = isBundled(parsed);
  return Object.entries(SCOPES).flatMap(([group, scope]) =>
    Object.keys(recordAt(parsed.value, group)).map((name): DependencyFact => ({
      kind: "dependency",
      ecosystem: "npm",
      name,
      scope: bundled && scope === "development" ? "app" : scope,
      file,
      line: parsed.line([group, name]),
    }))
  );
}

function serverOf(parsed: Parsed): { name: string; framework: string; group: string } | undefined {
  for (const [name, framework] of SERVERS) {
    const group = ["dependencies", "devDependencies"]
      .find((each) => Object.hasOwn(recordAt(parsed.value, each), name));
    if (group) return { name, framework, group };
  }
  return undefined;
}

function framework(file: string, parsed: Parsed): readonly Fact[] {
  const server = serverOf(parsed);
  if (!server) return [];
  const line = parsed.line([server.group, server.name]);
  return (["node", "bun"] as const).map((language) => ({
    kind: "framework",
    language,
    framework: server.framework,
    file,
    line,
  }));
}

function languageFacts(
  project: Project,
  file: string,
  own: Package,
): readonly Fact[] {
  const fact = languageFact(project, file, own.parsed);
  const runtime = runtimeOf(project, folderOf(file), own);
  return runtimeFacts(fact, runtime);
}

/** A package without dependencies of its own serves tools; one without a server, a browser. */
function languageFact(project: Project, file: string, parsed: Parsed): LanguageFact {
  const folder = folderOf(file);
  const runtime = Object.keys(recordAt(parsed.value, "dependencies"));
  const scripts = recordAt(parsed.value, "scripts");
  const server = serverOf(parsed);
  const builds = ["start", "dev", "serve", "build", "watch"].some((name) => name in scripts);
  const runs = ["start", "serve"].some((name) =>
    /\bnode\b|ts-node|tsx|nodemon/.test(textAt(scripts, name) ?? "")
  );
  const starts = startsItself(project, folder, parsed);
  // below a project Astro is what shows its documents
  const isSite = folder !== "" && server?.framework === "astro";
  const locked = LOCKS.some((name) => project.has(folder + name) || project.has(name));
  const application = server !== undefined || (runs && runtime.length > 0) ||
    (folder === "" && isPublished(parsed));
  const used = runtime.length > 0 || builds;
  return {
    kind: "language",
    language: "node",
    role: application && !FRONTEND.test(folder) && !isSite
      ? "application"
      : used
      ? "frontend"
      : "tooling",
    ...(starts === undefined ? {} : { starts }),
    weight: (locked ? 1 : 0.9) - (used || application ? 0 : 0.6) -
      (folder !== "" && server && RENDERS_PAGES.has(server.framework) ? LEFT_OF_PAGES : 0),
    says: server ? isApplicationOf(server.framework) : "lists the project's packages",
    file,
    line: server ? parsed.line([server.group, server.name]) : 0,
  };
}

/** A package that others install is no page around something else. */
function isPublished({ value }: Parsed): boolean {
  const root = recordAt(value);
  return root["private"] !== true && ["files", "exports", "bin"].some((name) => name in root) &&
    ["main", "module", "exports", "bin"].some((name) => name in root);
}
