import type { Ecosystem } from "../engines/spotting.ts";
import type { LanguageId } from "../languages/language.ts";
import type { Project } from "../project/project.ts";

/** The line that a fact was read from. */
export interface Where {
  readonly file: string;
  /** One-based; 0 where the file's presence is the fact. */
  readonly line: number;
}

/** Whose needs a fact speaks of. Only "app" makes a need by itself. */
export type Scope = "app" | "optional" | "development" | "test" | "production";

/** Where a choice is written down, when it is not the configuration of development itself. */
export type Origin = "default" | "example" | "environment";

/** What a database is called and reached by, where the project states it. */
export interface Coordinates {
  readonly database?: string;
  readonly user?: string;
  readonly port?: number;
}

/** How sure it is that the code in this folder is in this language; see languages.ts. */
export interface LanguageFact extends Where {
  readonly kind: "language";
  readonly language: LanguageId;
  /** 1 for a manifest with its lock; more for a framework that builds the whole application. */
  readonly weight: number;
  /** What the code is there for: an application outweighs the frontend and the tools around it. */
  readonly role: "application" | "frontend" | "tooling";
  /** The manifest itself says how it is started: it is no library. */
  readonly starts?: boolean;
  readonly says: string;
}

/** A statement of a language's version. The first in a reader's order wins. */
export interface VersionFact extends Where {
  readonly kind: "version";
  readonly language: LanguageId;
  /** As written, a range in the ecosystem's own notation allowed. */
  readonly spec: string;
  readonly says: string;
}

export interface FrameworkFact extends Where {
  readonly kind: "framework";
  readonly language: LanguageId;
  readonly framework: string;
}

export interface DependencyFact extends Where {
  readonly kind: "dependency";
  readonly ecosystem: Ecosystem;
  readonly name: string;
  /** Chosen parts of it: "redis" in celery[redis], a crate's features. */
  readonly extras?: readonly string[];
  readonly scope: Scope;
}

/** Something that is said where the application is run as its users run it, not developed. */
export interface Said extends Where {
  readonly forUsers?: boolean;
}

/** Configuration names an engine by one of its adapters: "postgresql", "better-sqlite3". */
export interface SelectorFact extends Said, Coordinates {
  readonly kind: "selector";
  readonly adapter: string;
  readonly scope: Scope;
  readonly origin?: Origin;
  /** Where the server is, as the project writes it. */
  readonly host?: string;
  readonly says: string;
}

/** Configuration holds a URL; only its scheme and harmless parts are kept. */
export interface ConnectionFact extends Said, Coordinates {
  readonly kind: "connection";
  readonly scheme: string;
  readonly scope: Scope;
  readonly origin?: Origin;
  /** Where the server is, as the project writes it. */
  readonly host?: string;
  readonly says: string;
}

/** A compose file, a CI job or a script runs an image. */
export interface ImageFact extends Said, Coordinates {
  readonly kind: "image";
  /** Variables resolved. */
  readonly image: string;
  /** What other services reach it by. */
  readonly names: readonly string[];
  readonly by: "compose" | "ci" | "script";
  /** The project builds an image of its own from it. */
  readonly built?: boolean;
  readonly scope: Scope;
}

/** A variable that is set, to something that says nothing by itself. */
export interface VariableFact extends Where {
  readonly kind: "variable";
  readonly name: string;
  /** The database's name, from variables that hold nothing else (POSTGRES_DB). */
  readonly database?: string;
}

/** Something lies about that an engine leaves behind: it decides only where nothing else does. */
export interface TraceFact extends Where {
  readonly kind: "trace";
  readonly adapter: string;
  readonly says: string;
}

/** A document for developers names an engine where it says what they need. */
export interface DocumentFact extends Where {
  readonly kind: "document";
  /** It is said in words, where the document lists what has to be there. */
  readonly isRequirement: boolean;
  /** It is said to be what is used where nothing is chosen. */
  readonly isDefault?: boolean;
  readonly adapter: string;
  readonly says: string;
}

/** Something that the application can do without is switched off where nothing switches it on. */
export interface OffFact extends Where {
  readonly kind: "off";
  readonly adapter: string;
}

/** Said to the user, changes no decision. */
export interface NoteFact extends Where {
  readonly kind: "note";
  readonly says: string;
}

export type Fact =
  | LanguageFact
  | VersionFact
  | FrameworkFact
  | DependencyFact
  | SelectorFact
  | ConnectionFact
  | ImageFact
  | VariableFact
  | OffFact
  | DocumentFact
  | TraceFact
  | NoteFact;

/** Reads one ecosystem's files into facts, the ones that weigh most first. */
export type Reader = (project: Project) => readonly Fact[];
