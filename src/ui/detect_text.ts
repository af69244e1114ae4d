import type { Detection, Evidence, Finding, ServiceFinding } from "../detect/detection.ts";
import { frameworkTitle } from "../detect/framework_titles.ts";
import { notBackedUp } from "../plan/not_backed_up.ts";
import { undecided } from "../plan/undecided.ts";
import type { Paint } from "./terminal.ts";

/** A detection for people: each finding, and why; then what was considered and dropped. */
export function detectLines(detection: Detection, paint: Paint): readonly string[] {
  const open = undecided(detection);
  const missing = notBackedUp(detection).filter((each) => !open.includes(each));
  const chosen = detection.services.filter((each) =>
    each.selected && !missing.includes(each) && !open.includes(each)
  );
  const dropped = detection.services.filter((each) =>
    !each.selected && !missing.includes(each) && !open.includes(each)
  );
  const services = (found: readonly ServiceFinding[]) =>
    found.flatMap((each) => finding(each, details(each), paint));
  return [
    ...section("Languages", detection.languages.flatMap((each) => finding(each, "", paint)), paint),
    ...section("Applications", applicationLines(detection, paint), paint, false),
    ...section("Services", services(chosen), paint),
    ...section("Used, and not backed up yet", services(missing), paint, false),
    ...section(undecidedTitle(open), services(open), paint, false),
    ...section("Considered and left out", services(dropped), paint, false),
    ...section("Notes", detection.notes.map((note) => `  ${note.says}`), paint, false),
  ];
}

/** Where there are several: the one that is planned for, and how another is chosen. */
function applicationLines({ applications }: Detection, paint: Paint): readonly string[] {
  if (applications.length < 2) return [];
  const lines = applications.flatMap(({ path, language, framework, evidence }, index) => [
    `  ${paint.green(path)} (${
      framework ? `${language}, ${frameworkTitle(framework)}` : language
    })` +
    (index === 0 ? ", planned for" : ""),
    ...evidence.map((each) => paint.dim(`    why: ${place(each)} ${each.says}`)),
  ]);
  return [...lines, paint.dim("  --path FOLDER plans for another one")];
}

/** What is taken where nobody says otherwise. */
function undecidedTitle(open: readonly ServiceFinding[]): string {
  const taken = open.find((each) => each.selected);
  return `Undecided${taken ? `, and ${taken.id} is taken` : ""}: name yours with --services`;
}

function section(
  title: string,
  lines: readonly string[],
  paint: Paint,
  always = true,
): readonly string[] {
  if (lines.length === 0) return always ? [paint.bold(title), "  none"] : [];
  return [paint.bold(title), ...lines];
}

function finding(each: Finding<string>, more: string, paint: Paint): readonly string[] {
  const version = each.version ? ` ${each.version}` : "";
  const percent = `${Math.round(each.confidence * 100)}%`;
  return [
    `  ${paint.green(`${each.id}${version}`)}${more} (confidence: ${percent})`,
    ...each.evidence.map((evidence) => paint.dim(`    why: ${place(evidence)} ${evidence.says}`)),
  ];
}

function details(service: ServiceFinding): string {
  return service.database ? `, database ${service.database}` : "";
}

function place({ file, line }: Evidence): string {
  return line > 0 ? `${file}:${line}` : file;
}
