import { Option } from "@commander-js/extra-typings";
import { Docker } from "../sidecar/docker.ts";
import { locateSidecar } from "../sidecar/locate.ts";
import { DockstartError } from "../errors.ts";
import { Sidecar } from "../sidecar/sidecar.ts";
import { enginesIn } from "../sidecar/survey.ts";
import { didYouMean } from "../suggest.ts";
import type { Session } from "./session.ts";

/** Of every command that speaks to a running sidecar. */
export const project = new Option(
  "--project <folder>",
  "the project's folder (default: this one, or the nearest above with a sidecar)",
);

/**
 * The sidecar of the project that a command is run in.
 * @throws DockstartError "no-sidecar" when there is none
 */
export function openSidecar(session: Session, options: { project?: string | undefined }): Sidecar {
  return new Sidecar(new Docker(session.host), locateSidecar(options.project ?? "."));
}

/**
 * The engine that a user means.
 * @throws DockstartError "usage" naming those that there are
 */
export function requireEngine(sidecar: Sidecar, engine: string): string {
  const engines = enginesIn(sidecar);
  if (engines.includes(engine)) return engine;
  throw new DockstartError(
    "usage",
    `There is no engine "${engine}" in this sidecar`,
    `${didYouMean(engine, engines)}There is ${engines.join(", ")}.`,
  );
}
