import { toJsonSchema } from "@valibot/to-json-schema";
import { RECORD_SCHEMA } from "../../src/write/record.ts";

/** The schema by which editors complete and check dockstart.json. */
export const SCHEMA_FILE = new URL("../../docs/dockstart.schema.json", import.meta.url).pathname;

/** The schema's text, made from the one that dockstart itself checks the file by. */
export function schemaText(): string {
  const schema = {
    title: "dockstart.json",
    description: "What a project asks dockstart for, and what dockstart has written for it.",
    ...toJsonSchema(RECORD_SCHEMA),
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}
