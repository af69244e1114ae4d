import postgres from "postgres";

const sql = postgres(Deno.env.get("DATABASE_URL") ?? "");
Deno.serve(async () => Response.json(await sql`select now()`));
