/** Frameworks as people write them, where that is not the identifier with a capital letter. */
const TITLES: Readonly<Record<string, string>> = {
  nextjs: "Next.js",
  nestjs: "NestJS",
  adonis: "AdonisJS",
  sveltekit: "SvelteKit",
  hapi: "hapi",
  cakephp: "CakePHP",
  codeigniter: "CodeIgniter",
  fastapi: "FastAPI",
  wordpress: "WordPress",
};

/** "nextjs" → "Next.js". */
export function frameworkTitle(framework: string): string {
  return TITLES[framework] ?? framework.charAt(0).toUpperCase() + framework.slice(1);
}

/** What a manifest says that names a framework: "is an Express application". */
export function isApplicationOf(framework: string): string {
  const title = frameworkTitle(framework);
  return `is ${/^[AEIOU]/.test(title) ? "an" : "a"} ${title} application`;
}
