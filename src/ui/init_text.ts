import type { Detection, ServiceFinding } from "../detect/detection.ts";
import { notBackedUp } from "../plan/not_backed_up.ts";
import { undecided } from "../plan/undecided.ts";
import { composeCommand, generatedComposeFile } from "../plan/compose_files.ts";
import { ASKED_FOR_SERVICES, isServedBy, NOT_BACKED_UP } from "../plan/make_plan.ts";
import type { Beside, Plan } from "../plan/plan.ts";
import type { Change, ChangeKind } from "../write/change.ts";
import type { Paint } from "./terminal.ts";

/** What init has to speak of. */
export interface Decided {
  readonly detection: Detection;
  readonly plan: Plan;
}

/** The lines with which init begins. */
export function beginLines(shown: string): readonly string[] {
  return [`📂 Analyzing ${shown}...`, "🔍 Detecting project configuration..."];
}

/** The lines with which init says what it has found. */
export function foundLines({ plan, detection }: Decided): readonly string[] {
  const services = plan.engines.map((engine) => engine.id).join(", ");
  return [
    `   ✅ Detected: ${detectedInWords(plan, detection)}`,
    `   📦 Services: [${services}]`,
    `   💾 Backup: ${backupInWords(plan)}`,
    "",
  ];
}

function detectedInWords({ app, beside }: Plan, { languages: [first] }: Detection): string {
  const version = app?.version ?? first?.version;
  const language = app?.language ?? first?.id;
  // backups alone need no language
  if (language === undefined) return beside?.files.join(", ") ?? "nothing";
  const percent = Math.round(((app ?? first)?.confidence ?? 0) * 100);
  return `${language}${version ? ` ${version}` : ""} (confidence: ${percent}%)`;
}

function backupInWords(plan: Plan): string {
  if (plan.backup) return `enabled (${plan.backup.words})`;
  return plan.engines.length === 0 ? "disabled (no database to back up)" : "disabled (--no-backup)";
}

/** The lines with which init says what it writes. */
export function generatingLines(plan: Plan): readonly string[] {
  const { app, backup } = plan;
  const compose = generatedComposeFile(plan).replace(/^.*\//, "");
  const files = app ? ["devcontainer.json", compose, "Dockerfile"] : [compose];
  if (backup) files.push("Dockerfile.backup", "backup scripts");
  return [...files.map((file) => `📝 Generating ${file}...`), ""];
}

/** Every file and what would happen to it. */
export function changeLines(changes: readonly Change[], paint: Paint): readonly string[] {
  const words: Readonly<Record<ChangeKind, string>> = {
    create: paint.green("create  "),
    update: paint.yellow("update  "),
    merge: paint.yellow("merge   "),
    keep: paint.dim("keep    "),
    remove: paint.red("remove  "),
    leave: paint.dim("leave   "),
    conflict: paint.red("conflict"),
  };
  return changes.map(({ kind, path, why }) =>
    `   ${words[kind]} ${path}${why ? paint.dim(` (${why})`) : ""}`
  );
}

/** Files of which a person should hear although nothing happens to them. */
export function leftLines(changes: readonly Change[]): readonly string[] {
  return changes.filter(({ kind }) => kind === "leave")
    .map(({ path, why }) => `note: ${path} stays: ${why}`);
}

/** What a person needs to hear that is no data: services left out, and why. */
export function remarkLines({ detection, plan }: Decided): readonly string[] {
  const missing = notBackedUp(detection);
  const told = plan.decisions.filter(({ chose }) => chose === NOT_BACKED_UP).map(({ about }) =>
    about
  );
  const unwanted = detection.services.filter((each) =>
    each.selected && !told.includes(each.id) && !missing.includes(each) &&
    !plan.engines.some(({ id }) => id === each.id || isServedBy(id, each))
  );
  const open = plan.decisions.some(({ because }) => because === ASKED_FOR_SERVICES)
    ? []
    : undecided(detection);
  const { beside } = plan;
  return [
    ...(plan.app ? applicationLines(detection) : []),
    ...(beside ? [besideLine(plan, beside)] : []),
    ...plan.decisions.filter(({ chose }) => chose === NOT_BACKED_UP).map(({ about, because }) =>
      `note: the service "${about}" is not backed up: ${because}`
    ),
    ...(open.length > 0 ? [openLine(open)] : []),
    ...unwanted.map((each) => `note: ${usedLine(each)}, and is not generated`),
    ...missing.map((each) => `note: ${usedLine(each)}, and is neither generated nor backed up yet`),
    ...detection.notes.map((note) => `note: ${note.says}`),
  ];
}

/** Which of several applications this is for. */
function applicationLines({ applications: [first, ...others] }: Detection): readonly string[] {
  if (!first || others.length === 0) return [];
  const rest = others.map(({ path }) => path).join(", ");
  const here = first.path === "." ? "the application in this folder" : first.path;
  return [`note: this is for ${here}; --path chooses another: ${rest}`];
}

function usedLine({ id, evidence: [first] }: ServiceFinding): string {
  return `${id} is used${first ? ` (${first.file} ${first.says})` : ""}`;
}

/** Which databases are the project's own, and that nothing happens to them. */
function besideLine({ engines }: Plan, { files }: Beside): string {
  const used = engines.flatMap(({ id, server }) =>
    server?.running ? [`${id} (service "${server.service}")`] : []
  );
  const [runs, is] = files.length === 1 ? ["runs", "is"] : ["run", "are"];
  return `note: ${files.join(" and ")} ${runs} ${used.join(" and ")}, and ${is} used as it is`;
}

/** Drivers of several databases, and nothing that says which one the application uses. */
function openLine(open: readonly ServiceFinding[]): string {
  const names = open.map(({ id, evidence: [first] }) =>
    `${id}${first ? ` (${first.file} ${first.says})` : ""}`
  );
  return `note: nothing decides between ${names.join(" and ")}: name yours with --services`;
}

/** What to do next. */
export function nextSteps(plan: Plan): readonly string[] {
  const profile = plan.backup?.profile ? ` --profile ${plan.backup.profile}` : "";
  const compose = `${composeCommand(plan)}${profile}`;
  const start = plan.app
    ? "Next: open the folder in your editor's dev container, or"
    : "Next: start the backups beside your databases";
  const steps = [start, `  ${compose} up -d${plan.app ? "" : " db-backup"}`];
  if (plan.backup) {
    steps.push(
      "Back up now, and see the backups:",
      `  ${compose} exec db-backup /usr/local/bin/backup.sh`,
      "  ls -la .devcontainer/backups/",
    );
  }
  return steps;
}

/** What is there still after dockstart was taken out: the containers, and how they are stopped. */
export function afterRemoval(
  changes: readonly Change[],
  plan: { readonly name?: unknown; readonly beside?: unknown },
): readonly string[] {
  const removed = changes.filter(({ kind }) => kind === "remove").length;
  const files = `${removed} ${removed === 1 ? "file was" : "files were"} removed.`;
  if (typeof plan.name !== "string" || plan.beside) return [files];
  return [
    files,
    `Its containers and volumes are as they were; to stop them: docker compose -p ${plan.name} down`,
  ];
}
