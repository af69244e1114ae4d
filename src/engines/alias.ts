/**
 * A value that stands once at the head of docker-compose.yml, in its engine's block, and is referred
 * to wherever it is used: a password changed there is changed everywhere.
 */
export class Alias {
  constructor(readonly engine: string, readonly key: string) {}

  /** The YAML anchor's name: "postgres-password". */
  get anchor(): string {
    return `${this.engine}-${this.key}`;
  }
}

/** In the place of a value, takes away what a compose file before this one says: Compose's `!reset`. */
export class Reset {}
