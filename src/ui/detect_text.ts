import type { Detection, Evidence, Finding, ServiceFinding } from "../detect/detection.ts";
import type { Paint } from "./terminal.ts";

/** A detection for people: each finding, and why. */
export function detectLines(detection: Detection, paint: Paint): readonly string[] {
  const chosen = detection.services.filter((service) => service.selected);
  const dropped = detection.services.filter((service) => !service.selected);
  return [
    ...section("Languages", detection.languages.flatMap((each) => finding(each, "", paint)), paint),
    ...section("Services", chosen.flatMap((each) => finding(each, details(each), paint)), paint),
    ...section(
      "Considered and left out",
      dropped.flatMap((each) => finding(each, details(each), paint)),
      paint,
      false,
    ),
    ...section("Notes", detection.notes.map((note) => `  ${note.says}`), paint, false),
  ];
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
