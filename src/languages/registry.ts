import { bun } from "./bun.ts";
import { deno } from "./deno.ts";
import { dotnet } from "./dotnet.ts";
import { elixir } from "./elixir.ts";
import { go } from "./go.ts";
import { java } from "./java.ts";
import { kotlin } from "./kotlin.ts";
import type { Language, LanguageId } from "./language.ts";
import { node } from "./node.ts";
import { php } from "./php.ts";
import { python } from "./python.ts";
import { ruby } from "./ruby.ts";
import { rust } from "./rust.ts";

/** Every language by its id; the compiler asks for the missing ones. */
export const LANGUAGES: Readonly<Record<LanguageId, Language>> = {
  ruby,
  node,
  bun,
  deno,
  python,
  go,
  php,
  java,
  kotlin,
  rust,
  elixir,
  dotnet,
};
