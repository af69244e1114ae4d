import type { Finding } from "../detect/detection.ts";

/** The loudest evidence of a finding, as "file:line says". */
export function reason(finding: Pick<Finding<string>, "evidence">, otherwise: string): string {
  const [first] = finding.evidence;
  if (!first) return otherwise;
  return `${first.file}${first.line ? `:${first.line}` : ""} ${first.says}`;
}
