import { Eta } from "eta";
import { ENGINE_IDS } from "../engines/engine.ts";
import { ENGINES } from "../engines/registry.ts";
import { LANGUAGES } from "../languages/registry.ts";
import { generatedComposeFile } from "../plan/compose_files.ts";
import type { BackupPlan, Plan } from "../plan/plan.ts";
import { composeFile } from "./compose.ts";
import { devcontainerFile } from "./devcontainer.ts";
import type { FileTree, GeneratedFile } from "./file_tree.ts";
import { templateText } from "./template_text.ts";

/** Paths below templates/, with forward slashes, to the files' texts. */
export type Templates = ReadonlyMap<string, string>;

const HOME = ".devcontainer";
/** Scripts that every sidecar has; an engine's own are in sidecar/engines. */
const SCRIPTS = "sidecar/scripts/";

/** Alpine packages that every sidecar needs. */
const PACKAGES = ["pigz", "su-exec", "supercronic", "tzdata", "zstd"];

/**
 * Plan → FileTree: the whole of .devcontainer/, in the order in which init names the files.
 * @throws Error when a template is missing: they are part of the program
 */
export function render(plan: Plan, templates: Templates): FileTree {
  const tree = new Map<string, GeneratedFile>();
  const put = (path: string, text: string, mode: GeneratedFile["mode"] = 0o644) =>
    tree.set(`${HOME}/${path}`, { text, mode });

  const { app } = plan;
  if (app) put("devcontainer.json", devcontainerFile(plan, app));
  tree.set(generatedComposeFile(plan), { text: composeFile(plan), mode: 0o644 });
  if (app) {
    const title = LANGUAGES[app.language].title;
    put("Dockerfile", fill(templates, "app/Dockerfile.eta", { ...app, title }));
  }
  if (plan.backup) {
    renderSidecar(plan, plan.backup, { templates, put });
  }
  return tree;
}

interface Desk {
  readonly templates: Templates;
  put(path: string, text: string, mode?: GeneratedFile["mode"]): void;
}

function renderSidecar(plan: Plan, backup: BackupPlan, desk: Desk): void {
  const { templates, put } = desk;
  put(
    "Dockerfile.backup",
    fill(templates, "sidecar/Dockerfile.backup.eta", {
      clients: plan.engines.filter(({ server }) => server).map(({ id }) => ({
        id,
        title: ENGINES[id].title,
        argument: imageArgument(id),
        programs: ENGINES[id].server?.clientPrograms,
      })),
      packages: [
        ...PACKAGES,
        ...plan.engines.flatMap(({ id }) => ENGINES[id].sidecarPackages ?? []),
        ...(backup.redisMethod === "docker-cp" ? ["docker-cli"] : []),
      ].sort(),
    }),
  );
  put("crontab", fill(templates, "sidecar/crontab.eta", backup));
  put("entrypoint.sh", templateText(templates, "sidecar/entrypoint.sh"), 0o755);
  // what answers to another engine's names as well leaves them to that one, the earlier of the two
  const ids = ENGINE_IDS.filter((id) => plan.engines.some((engine) => engine.id === id));
  const folders = ids.reverse().flatMap((id) => ENGINES[id].scripts);
  for (const folder of [SCRIPTS, ...new Set(folders.map((name) => `sidecar/engines/${name}/`))]) {
    for (const [path, text] of templates) {
      if (!path.startsWith(folder)) continue;
      const name = path.slice(folder.length);
      put(`scripts/${name}`, text, name.endsWith(".sh") ? 0o755 : 0o644);
    }
  }
  put("backups/.gitkeep", "");
  // a dev container that is not dockstart's may have these two for itself
  put(plan.app ? ".gitignore" : "backups/.gitignore", gitignore(plan, templates));
  put(
    plan.app ? ".dockerignore" : "Dockerfile.backup.dockerignore",
    templateText(templates, "sidecar/dockerignore"),
  );
}

function gitignore(plan: Plan, templates: Templates): string {
  const text = templateText(templates, "sidecar/gitignore");
  return plan.app ? text : `${text.replaceAll("/backups/", "/")}!/.gitignore\n`;
}

/** The build argument by which Dockerfile.backup is told an engine's image. */
export function imageArgument(engine: string): string {
  return `${engine.toUpperCase()}_IMAGE`;
}

/** Fills one template; its values are text for people's eyes, so nothing is escaped. */
function fill(templates: Templates, path: string, values: object): string {
  const eta = new Eta({ autoEscape: false, autoTrim: false });
  return eta.renderString(templateText(templates, path), values);
}
