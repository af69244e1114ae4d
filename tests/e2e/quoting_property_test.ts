/**
 * Any string that a database, a user or a password can be called comes through: through the YAML, through
 * Compose's variables, through the application's URL, and through the shell and the SQL of the sidecar.
 */
import { deepStrictEqual as equal } from "node:assert";
import fc from "fast-check";
import { composeFile } from "../../src/render/compose.ts";
import type { Plan } from "../../src/plan/plan.ts";
import { Stack } from "../support/stack.ts";
import { docker, dockerTest } from "../support/docker.ts";

/** No zero byte goes into an environment, and no lone surrogate into UTF-8. */
const word = fc.string({ unit: "binary", minLength: 1, maxLength: 24 })
  .filter((text) => !text.includes("\0") && text.isWellFormed());
/** What has a meaning on the way: to YAML, Compose, shells, URLs and SQL. */
const evil = fc.array(
  fc.constantFrom(
    ..."${}()[]'\"`\\#%&*!|>:;=?@/ ~^,.-_<\n\t\r",
    ...[
      "$$",
      "${HOME}",
      "$(id)",
      "%20",
      "''",
      "\\n",
      "${X:-y}",
      "é",
      "\x7f",
      "\x85",
      "\u2028",
      "\ufeff",
      "日本",
      "🚀",
      "null",
      "yes",
      "0x1",
      "---",
    ],
  ),
  { minLength: 1, maxLength: 8 },
).map((parts) => parts.join(""));
/** No URL can say these, encoded or not: they are the path itself and what is above it (WHATWG, URL 4.1). */
const DOTS = /^\.\.?$/;
const login = fc.record({
  user: fc.oneof(evil, word),
  password: fc.oneof(evil, word),
  database: fc.oneof(evil, word).filter((name) => !DOTS.test(name)),
});
/** In a block of lines, Compose takes a leading tab for indentation. */
const LEADING_TAB = { user: "\t\n$", password: "\t\tx\ny", database: "\n\t" };
/** To YAML 1.1 these are ends of lines, or not printable; in a URL they stand encoded. */
const UNREADABLE = { user: "\u2028", password: "\x7f\x85a\u2029 b\ufeff", database: "\x9f\ufffe" };
type Login = { readonly user: string; readonly password: string; readonly database: string };

function planWith(given: Login, name: string): Plan {
  return {
    schema: 1,
    project: name,
    name,
    workspace: "/workspaces/shop",
    app: {
      language: "node",
      version: "24",
      confidence: 1,
      image: "debian:trixie-slim",
      features: {},
      packages: [],
      drivers: [],
      user: "node",
      ports: [],
      extensions: [],
      namesOwnDatabase: false,
    },
    engines: [{
      id: "postgres",
      server: { service: "postgres", image: "postgres:17", port: 5432 },
      login: given,
    }],
    backup: {
      schedule: "0 3 * * *",
      words: "daily at 3 AM",
      retentionDays: 7,
      redisMethod: "stream",
      engines: ["postgres"],
    },
    decisions: [],
  };
}

/** What Compose makes of many plans at once: each is a project of its own in one file of services. */
async function composed(
  logins: readonly Login[],
): Promise<readonly Record<string, Record<string, string>>[]> {
  const folder = await Deno.makeTempDir({ prefix: "dockstart-quoting-" });
  try {
    const results = [];
    for (const [index, given] of logins.entries()) {
      const file = `${folder}/${index}.yml`;
      await Deno.writeTextFile(file, composeFile(planWith(given, `shop-${index}`)));
      results.push(docker(["compose", "-f", file, "config", "--format", "json"]));
    }
    const outputs = await Promise.all(results);
    return outputs.map(({ code, stdout, stderr }) => {
      equal(code, 0, stderr);
      const { services } = JSON.parse(stdout);
      return Object.fromEntries(
        ["app", "postgres", "db-backup"].map((name) => [name, services[name].environment]),
      );
    });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Compose escapes what it prints, so that it can be read again. */
function printed(text: string): string {
  return text.replaceAll("$", "$$$$");
}

dockerTest("any user, password and database name survives YAML, Compose and a URL", async () => {
  const batch = fc.array(login, { minLength: 6, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(batch, async (logins) => {
      const environments = await composed(logins);
      logins.forEach(({ user, password, database }, index) => {
        const { app, postgres: server, "db-backup": sidecar } = environments[index] ?? {};
        equal([server?.["POSTGRES_USER"], server?.["POSTGRES_PASSWORD"], server?.["POSTGRES_DB"]], [
          printed(user),
          printed(password),
          printed(database),
        ]);
        equal([sidecar?.["DB_USER"], sidecar?.["DB_PASSWORD"], sidecar?.["DB_NAME"]], [
          printed(user),
          printed(password),
          printed(database),
        ]);
        const url = new URL(app?.["DATABASE_URL"] ?? "");
        equal(
          [url.username, url.password, url.pathname.slice(1)].map(decodeURIComponent),
          [user, password, database],
        );
      });
    }),
    {
      numRuns: 12,
      examples: [[[LEADING_TAB, UNREADABLE, ...Array(4).fill(LEADING_TAB)]]],
    },
  );
});

/**
 * What PostgreSQL's own image can set up: psql takes a database name with "=" for a connection string,
 * and a name is one line of 63 bytes. The first user may hold no quotes, dollars and backslashes.
 */
const named = (text: string) =>
  !/[\n\r=]/.test(text) && new TextEncoder().encode(text).length <= 62;
const userNamed = (text: string) => named(text) && !/["$'\\]/.test(text);

dockerTest(
  "a login of any string is backed up and restored by the sidecar's shell and SQL",
  async () => {
    const logins = fc.sample(
      fc.record({
        user: evil.filter(userNamed).map((text) => `u${text}`),
        password: evil.filter((text) => !/[\n\r]/.test(text)).map((text) => `p${text}`),
        database: evil.filter(named).map((text) => `d${text}`),
      }),
      { numRuns: 2, seed: Number(Deno.env.get("DOCKSTART_SEED") ?? 20251220) },
    );
    for (const given of logins) {
      const stack = await Stack.start({
        engines: [{ id: "postgres", image: "postgres:17", login: given }],
      });
      try {
        await stack.proof("postgres", "seed");
        const before = await stack.proof("postgres", "fingerprint");
        equal((await stack.sidecar(["/usr/local/bin/backup.sh"])).code, 0, JSON.stringify(given));
        await stack.proof("postgres", "damage");
        const restored = await stack.sidecar(["/scripts/restore-postgres.sh", "latest"]);
        equal(restored.code, 0, `${JSON.stringify(given)}\n${restored.stderr}${restored.stdout}`);
        equal(await stack.proof("postgres", "fingerprint"), before);
      } finally {
        await stack.remove();
      }
    }
  },
);
