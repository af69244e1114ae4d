import type { Detection, ServiceFinding } from "../detect/detection.ts";
import type { OwnCompose } from "../detect/own_compose.ts";
import { interpolate } from "../detect/parse/env.ts";
import { ENGINE_IDS, type EngineId, type ServerKit } from "../engines/engine.ts";
import { ENGINES } from "../engines/registry.ts";
import { notBackedUp } from "./not_backed_up.ts";
import { planApp } from "./plan_app.ts";
import { nothingToBackUp, planBeside } from "./plan_beside.ts";
import type { Place, SqlitePlace } from "./place.ts";
import { reason } from "./reason.ts";
import { findRunning, type Running } from "./running.ts";
import type { BackupPlan, Decision, EnginePlan, Plan, Wishes } from "./plan.ts";
import { describeSchedule, parseSchedule } from "./schedule.ts";

/** The reason for services that were not detected but asked for. */
export const ASKED_FOR_SERVICES = "--services asks for it";

/** As in the description of the sidecar: "docker compose --profile backup up -d". */
const PROFILE = "backup";

/** What becomes of a service that runs an engine another one is backed up for. */
export const NOT_BACKED_UP = "not backed up";

/**
 * Detection × wishes → Plan: every decision of init, with its reason, before anything is written.
 * @throws DockstartError "no-language" when there is nothing to make a dev container for
 */
export function makePlan(detection: Detection, wishes: Wishes, place: Place): Plan {
  const decisions: Decision[] = [];
  const { name: project, compose } = place;
  const slug = slugOf(project);
  const wanted = planEngines(detection, wishes, decisions).flatMap((id) =>
    ENGINES[id].server
      ? planServer(id, { detection, slug, decisions, ...(compose ? { compose } : {}) })
      : planFiles(id, place.sqlite, decisions)
  );
  const beside = compose && planBeside(compose, wanted, decisions);
  if (wishes.only && !beside) throw nothingToBackUp();
  const engines = wishes.only ? wanted.filter(({ server }) => !server || server.running) : wanted;
  const backup = planBackup(engines, wishes, decisions);
  return {
    schema: 1,
    project,
    name: `${slug}-devcontainer`,
    workspace: `/workspaces/${slug}`,
    ...(wishes.only ? {} : { app: planApp(detection, engines, decisions) }),
    ...(beside ? { beside } : {}),
    engines,
    ...(backup ? { backup } : {}),
    decisions,
  };
}

/** Lower-case letters, digits and hyphens: what compose accepts as a project's name. */
function slugOf(name: string): string {
  const plain = name.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "") || "app";
}

function planEngines(detection: Detection, wishes: Wishes, decisions: Decision[]): EngineId[] {
  if (wishes.services) {
    decisions.push({
      about: "services",
      chose: wishes.services.join(", ") || "none",
      because: ASKED_FOR_SERVICES,
    });
    return [...wishes.services];
  }
  const chosen: EngineId[] = [];
  const missing = notBackedUp(detection);
  for (const service of detection.services) {
    const id = ENGINE_IDS.find((each) => isServedBy(each, service)) ??
      ENGINE_IDS.find((each) => each === service.id);
    if (service.selected && id) chosen.push(id);
    decisions.push({
      about: service.id,
      chose: missing.includes(service)
        ? "not backed up yet"
        : service.selected
        ? "generated"
        : "left out",
      because: reason(service, "it was found"),
    });
  }
  return chosen;
}

/** Whether a service is wanted under one engine's name, and the image that runs is this one's. */
export function isServedBy(id: EngineId, { id: wanted, image }: ServiceFinding): boolean {
  const { like } = ENGINES[id].spotting;
  return like?.engine === wanted && image !== undefined &&
    (ENGINES[id].server?.likeOfficial.test(image) ?? false);
}

interface EngineContext {
  readonly detection: Detection;
  readonly slug: string;
  readonly decisions: Decision[];
  readonly compose?: OwnCompose;
}

/** An engine that is a library: its files, where the project's configuration names them. */
function planFiles(
  id: EngineId,
  place: SqlitePlace | undefined,
  decisions: Decision[],
): readonly EnginePlan[] {
  const { files = [], folders = [] } = place ?? {};
  if (files.length === 0) {
    const because =
      "no configuration names its file inside the project; SQLITE_PATH in .env.example can";
    decisions.push({ about: id, chose: NOT_BACKED_UP, because });
    return [];
  }
  for (const { path, evidence: { file, line } } of files) {
    const because = `${file}${line ? `:${line}` : ""} names it`;
    decisions.push({ about: `${id} file`, chose: path, because });
  }
  return [{ id, files: files.map(({ path }) => path), folders }];
}

function planServer(id: EngineId, context: EngineContext): EnginePlan {
  const engine = ENGINES[id];
  const finding = context.detection.services.find((service) => service.id === id) ??
    context.detection.services.find((service) => isServedBy(id, service));
  const kit = engine.server;
  if (!kit) throw new Error(`${id} has no server.`);
  const login = kit.login?.(finding?.database ?? `${context.slug.replaceAll("-", "_")}_dev`);
  const found = context.compose && findRunning(id, context.compose, finding);
  const { image, because } = imageOf(kit, finding, found);
  context.decisions.push({ about: `${id} image`, chose: image, because });
  const server = {
    service: found?.service ?? id,
    image,
    port: kit.port,
    ...(found ? { running: found.running } : {}),
  };
  for (const other of found?.others ?? []) {
    context.decisions.push({ about: other, chose: NOT_BACKED_UP, because: `it runs ${id} too` });
  }
  return { id, server, ...(login ? { login } : {}) };
}

/** The image as it is without anybody's variables. */
function imageOf(
  kit: ServerKit,
  finding: ServiceFinding | undefined,
  found: Running | undefined,
): { readonly image: string; readonly because: string } {
  if (found) {
    const { file, image } = found.running;
    return { image: interpolate(image, new Map()), because: `${file} runs it` };
  }
  if (finding?.image && kit.likeOfficial.test(finding.image)) {
    return { image: finding.image, because: "the project runs it itself" };
  }
  const version = finding?.version;
  const because = version
    ? `the project states version ${version}`
    : "the project states no version";
  return { image: kit.image(version), because };
}

function planBackup(
  engines: readonly EnginePlan[],
  wishes: Wishes,
  decisions: Decision[],
): BackupPlan | undefined {
  if (!wishes.backup || engines.length === 0) {
    const because = wishes.backup ? "there is no database to back up" : "--no-backup asks for none";
    decisions.push({ about: "backup", chose: "none", because });
    return undefined;
  }
  const words = describeSchedule(parseSchedule(wishes.schedule));
  decisions.push({
    about: "backup",
    chose: `${words}, kept for ${wishes.retentionDays} days`,
    because: "every database that is generated is backed up",
  });
  return {
    schedule: wishes.schedule,
    words,
    retentionDays: wishes.retentionDays,
    redisMethod: wishes.redisMethod,
    engines: engines.map((engine) => engine.id),
    ...(wishes.backupProfile ? { profile: PROFILE } : {}),
  };
}
