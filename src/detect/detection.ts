import type { LanguageId } from "../languages/language.ts";

/**
 * What detection says of a project: the value that crosses the door from detect to plan, and what
 * `dockstart detect --json` prints.
 */

/** Where a finding comes from: a line of one of the project's files, and what it says. */
export interface Evidence {
  /** Path inside the project, with forward slashes. */
  readonly file: string;
  /** One-based; 0 where the file's presence is the evidence. */
  readonly line: number;
  /** Said in a few words; never a secret's value. */
  readonly says: string;
}

/** One language or service that the project was found to use. */
export interface Finding<Id extends string> {
  readonly id: Id;
  /** As the project states it, reduced to what an image tag needs: "3.4", "22", "17". */
  readonly version?: string;
  /** The whole version, where the project pins one: "3.4.6". */
  readonly exact?: string;
  /** From 0 to 1. */
  readonly confidence: number;
  /** Never empty; the loudest first. */
  readonly evidence: readonly Evidence[];
}

/**
 * A database, a cache, or something else that runs beside the application. `selected` is what `init`
 * would generate, if dockstart has an engine for it.
 */
export interface ServiceFinding extends Finding<string> {
  readonly selected: boolean;
  /** The development database's own name, where the project states one. */
  readonly database?: string;
  /** The image that the project's own compose file or CI runs, as written there, variables resolved. */
  readonly image?: string;
  readonly user?: string;
  readonly port?: number;
  /** The project's own compose services that run it for development. */
  readonly runs?: readonly { readonly file: string; readonly service: string }[];
}

/** A part of the project that is developed and started by itself. */
export interface Application {
  /** The folder inside the project, "." for the project's own. */
  readonly path: string;
  readonly language: LanguageId;
  readonly framework?: string;
  /** The folder in which its packages are installed: its own, or the whole project's. */
  readonly installs: string;
  readonly evidence: readonly Evidence[];
}

/** Something that a person should know and that changes no decision by itself. */
export interface Note {
  readonly says: string;
  readonly evidence?: Evidence;
}

export interface Detection {
  readonly schema: 1;
  /** The primary language first; empty when none was found. */
  readonly languages: readonly Finding<LanguageId>[];
  /** "rails", "django", "express", … where a framework decides how the app is started or wired. */
  readonly framework?: string;
  readonly services: readonly ServiceFinding[];
  /** The one that a dev container is planned for first; empty where nothing is started. */
  readonly applications: readonly Application[];
  readonly notes: readonly Note[];
}
