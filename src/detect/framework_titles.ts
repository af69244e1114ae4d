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

/** What a manifest says that names a framework: "is an Express application". */
export function isApplicationOf(framework: string): string {
  const title = TITLES[framework] ?? framework.charAt(0).toUpperCase() + framework.slice(1);
  return `is ${/^[AEIOU]/.test(title) ? "an" : "a"} ${title} application`;
}
