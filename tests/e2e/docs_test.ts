/** Every command of the documentation but the guides, typed as it stands there. */
import { deepStrictEqual as equal } from "node:assert";
import { homelessPages, PAGES, pageTest } from "../support/documentation.ts";

Deno.test("every page with commands says which project they are typed in", () => {
  equal(homelessPages(), []);
});

PAGES.filter(({ name }) => !name.startsWith("guides/")).forEach(pageTest);
