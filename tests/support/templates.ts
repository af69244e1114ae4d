/** Where the templates lie in the repository. */
export const TEMPLATES = new URL("../../templates/", import.meta.url);
