import config from "../deno.json" with { type: "json" };

/** The program's version; deno.json is the one place where it is written. */
export const VERSION: string = config.version;
