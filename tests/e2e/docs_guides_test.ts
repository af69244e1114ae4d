/** Every command of the guides, typed as it stands there. */
import { PAGES, pageTest } from "../support/documentation.ts";

PAGES.filter(({ name }) => name.startsWith("guides/")).forEach(pageTest);
