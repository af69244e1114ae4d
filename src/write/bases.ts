import type { Host } from "../host/host.ts";
import { DockstartError } from "../errors.ts";
import type { Plan } from "../plan/plan.ts";
import { render, type Templates } from "../render/render.ts";
import { blobId } from "./blob_id.ts";
import type { Owned } from "./owned.ts";
import type { RecordedPlan } from "./record.ts";

/** Finds the text that dockstart once generated for a path, by its blob id. */
export type FindBase = (path: string, id: string) => Promise<string | undefined>;

/** Renders the recorded plan again; where that gives another text, git is asked for the old one. */
export function basesFor(
  owned: Owned,
  templates: Templates,
  git: { readonly host: Host; readonly home: string },
): FindBase {
  const trees = [owned.record.plan, owned.journal?.plan].map((plan) =>
    renderAgain(plan, templates)
  );
  return async (path, id) => {
    const again = trees.map((tree) => tree.get(path)?.text).find((text) =>
      text !== undefined && blobId(text) === id
    );
    return again ?? await fromGit(id, git);
  };
}

/** Nothing where the plan is of a dockstart that planned otherwise: the blob id is the judge. */
function renderAgain(
  plan: RecordedPlan | undefined,
  templates: Templates,
): ReturnType<typeof render> {
  if (!plan) return new Map();
  try {
    return render({ decisions: [], ...plan } as unknown as Plan, templates);
  } catch {
    return new Map();
  }
}

async function fromGit(
  id: string,
  { host, home }: { readonly host: Host; readonly home: string },
): Promise<string | undefined> {
  if (!/^[0-9a-f]{40}$/.test(id)) return undefined;
  try {
    const { code, stdout } = await host.run(["git", "cat-file", "blob", id], {
      cwd: home,
      // a partial clone would go and fetch what it has not
      env: { GIT_NO_LAZY_FETCH: "1", GIT_TERMINAL_PROMPT: "0" },
    });
    return code === 0 && blobId(stdout) === id ? stdout : undefined;
  } catch (error) {
    // no git here: as good as a repository that does not know the text
    if (error instanceof DockstartError && error.kind === "no-docker") return undefined;
    if (error instanceof Deno.errors.NotCapable) return undefined;
    throw error;
  }
}
