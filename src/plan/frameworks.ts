/** What a framework adds to its language. */
export interface FrameworkKit {
  /** Where it listens in development. */
  readonly port: number;
  readonly setup?: string;
  /** The database's name is in the project's configuration, one for each environment. */
  readonly namesOwnDatabase?: boolean;
}

export const FRAMEWORKS: Readonly<Record<string, FrameworkKit>> = {
  rails: {
    port: 3000,
    setup: "if [ -x bin/setup ]; then bin/setup --skip-server; else bundle install; fi",
    namesOwnDatabase: true,
  },
  django: { port: 8000 },
  fastapi: { port: 8000 },
  flask: { port: 5000 },
  express: { port: 3000 },
  nextjs: { port: 3000 },
  nuxt: { port: 3000 },
  nestjs: { port: 3000 },
  adonis: { port: 3333 },
  sveltekit: { port: 5173 },
  remix: { port: 5173 },
  astro: { port: 4321 },
  medusa: { port: 9000 },
  strapi: { port: 1337 },
  laravel: { port: 8000 },
  symfony: { port: 8000 },
  phoenix: { port: 4000 },
  spring: { port: 8080 },
  rocket: { port: 8000 },
};
