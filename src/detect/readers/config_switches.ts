import type { Fact } from "../facts.ts";
import type { CodeToken } from "../parse/code_tokens.ts";
import { switchedOff } from "../parse/switches.ts";
import { nameOf } from "../places.ts";

/** `RedisEnabled.setDefault(false)`, `REDIS_ENABLED: bool({ default: false })`. */
export function offFacts(file: string, tokens: readonly CodeToken[]): readonly Fact[] {
  // settings/postgresql.rs, whose defaults begin with `enabled: false`
  const engine = switchedOff(`use_${nameOf(file).replace(/\.\w+$/, "")}`, "false");
  const first = engine
    ? tokens.findIndex(({ value }, at) =>
      value === "enabled" && tokens[at + 1]?.value === ":" && tokens[at + 2]?.value === "false"
    )
    : -1;
  const whole: readonly Fact[] = engine && first !== -1
    ? [{ kind: "off", adapter: engine, file, line: tokens[first]?.line ?? 0 }]
    : [];
  return [...whole, ...switches(file, tokens)];
}

function switches(file: string, tokens: readonly CodeToken[]): readonly Fact[] {
  return tokens.flatMap((token, index): readonly Fact[] => {
    if (token.kind === "sign" || !switchedOff(token.value, "false")) return [];
    const rest = tokens.slice(index + 1, index + 9).filter(({ line }) => line === token.line);
    const adapter = rest.some(({ value }) => value === "false" || value === "False")
      ? switchedOff(token.value, "false")
      : undefined;
    return adapter ? [{ kind: "off", adapter, file, line: token.line }] : [];
  });
}
