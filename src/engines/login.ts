import type { EnginePlan, Login, ServerPlan } from "../plan/plan.ts";
import { Alias } from "./alias.ts";
import type { Company, ComposeMap } from "./engine.ts";

/**
 * The server of an engine that has one.
 * @throws Error when the plan has none: makePlan gives one to every engine with a `server`
 */
export function requireServer(plan: EnginePlan): ServerPlan {
  if (!plan.server) throw new Error(`The plan for ${plan.id} has no server.`);
  return plan.server;
}

/**
 * The login of an engine that has one.
 * @throws Error when the plan has none: makePlan gives one to every engine with a `login`
 */
export function requireLogin(plan: EnginePlan): Login {
  if (!plan.login) throw new Error(`The plan for ${plan.id} has no login.`);
  return plan.login;
}

/**
 * "postgres://user:password@postgres:5432/name", each part encoded.
 * @param options.withDatabase false leaves the name to the application's own configuration
 */
export function loginUrl(
  scheme: string,
  plan: EnginePlan,
  options: { readonly withDatabase: boolean },
): string {
  const { user, password, database } = requireLogin(plan);
  const { service, port } = requireServer(plan);
  const authority = `${encodeURIComponent(user)}:${encodeURIComponent(password)}@${service}`;
  const path = options.withDatabase ? `/${encodeURIComponent(database)}` : "";
  return `${scheme}://${authority}:${port}${path}`;
}

/** The values of a server's login that stand once, at the head of docker-compose.yml. */
export function loginAlias(plan: EnginePlan, key: keyof Login | "url"): Alias {
  return new Alias(plan.id, key);
}

/** DATABASE_URL for the application's main database; POSTGRES_URL and the like for another one. */
export function urlVariable(plan: EnginePlan, company: Company): ComposeMap {
  const name = company.isMain ? "DATABASE_URL" : `${plan.id.toUpperCase()}_URL`;
  return { [name]: loginAlias(plan, "url") };
}

/** What the sidecar logs in with: DB_* where it is the only server with a login, else POSTGRES_*. */
export function loginVariables(plan: EnginePlan, company: Company): ComposeMap {
  const prefix = company.isOnlyLogin ? "DB" : plan.id.toUpperCase();
  return {
    [`${prefix}_HOST`]: requireServer(plan).service,
    [`${prefix}_USER`]: loginAlias(plan, "user"),
    [`${prefix}_PASSWORD`]: loginAlias(plan, "password"),
    [company.isOnlyLogin ? "DB_NAME" : `${prefix}_DB`]: loginAlias(plan, "database"),
  };
}
