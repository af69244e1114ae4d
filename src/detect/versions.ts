import intersects from "semver/ranges/intersects.js";
import minVersion from "semver/ranges/min-version.js";
import validRange from "semver/ranges/valid.js";
import type { LanguageId } from "../languages/language.ts";
import { LANGUAGES } from "../languages/registry.ts";

/** How a language's releases are named, and the ones that a dev container image exists for. */
interface Releases {
  readonly releases: readonly string[];
  readonly parts: 1 | 2;
}

/** "3.4.6", "v24", "ruby-3.4", "python-3.12.1", "3.13.0rc1". */
const PIN = /^[a-z]*[-@ ]?v?(\d+(?:\.\d+)*)(?:[-+.]?[a-z][\w.+-]*)?$/i;

/** Whether a statement names one release, and no range of them. */
export function isPin(spec: string): boolean {
  return PIN.test(spec.trim().replace(/^["']|["']$/g, ""));
}

/** The names of Node.js' releases with long-term support. */
const NODE_NAMES: Readonly<Record<string, string>> = {
  argon: "4",
  boron: "6",
  carbon: "8",
  dubnium: "10",
  erbium: "12",
  fermium: "14",
  gallium: "16",
  hydrogen: "18",
  iron: "20",
  jod: "22",
  krypton: "24",
};

/**
 * The release that a statement means: the one it pins, or the highest in its range that an image
 * exists for.
 * @param spec as written in the project: "3.4.6", "lts/jod", ">=3.12,<3.14", "~> 3.3"
 * @param prefer a release to take when the range allows it, instead of those with images
 * @returns undefined where it says nothing that can be read
 */
export function resolveVersion(
  language: LanguageId,
  spec: string,
  prefer?: string,
): string | undefined {
  const releases = LANGUAGES[language];
  const text = spec.trim().replace(/^["']|["']$/g, "");
  if (!text) return undefined;
  const name = /^(?:lts\/)?([a-z]+|\*)$/i.exec(text.replace(/^lts\/-?\d+$/, "lts/*"))?.[1];
  if (language === "node" && name) return nodeByName(name.toLowerCase(), releases);
  const pin = PIN.exec(text)?.[1];
  if (pin) return reduce(pin, releases);
  const range = toRange(text);
  if (!range) return undefined;
  const images = prefer ? [prefer] : releases.releases;
  return images.find((image) => overlaps(image, range)) ?? lowest(range, releases);
}

function nodeByName(name: string, releases: Releases): string | undefined {
  const moving = ["*", "lts", "node", "stable", "current", "latest"];
  return NODE_NAMES[name] ?? (moving.includes(name) ? releases.releases[0] : undefined);
}

/** "3.4.6" → "3.4"; what is shorter than a release stays as it is. */
function reduce(version: string, releases: Releases): string {
  return version.split(".").slice(0, releases.parts).join(".");
}

/** Whether some patch of the release lies in the range. */
function overlaps(release: string, range: string): boolean {
  return intersects(release.includes(".") ? `~${release}.0` : `^${release}.0.0`, range);
}

function lowest(range: string, releases: Releases): string | undefined {
  const version = minVersion(range);
  return version && version.major > 0 ? reduce(version.version, releases) : undefined;
}

/** Ruby's, Python's and PHP's notations in npm's; undefined where that is not possible. */
function toRange(spec: string): string | undefined {
  const alternatives = spec.split(/\s*\|\|?\s*/).map((alternative) =>
    alternative.split(/\s*,\s*/).map(toComparator).join(" ")
      .replace(/([<>=~^])\s+(?=\d)/g, "$1")
  );
  return validRange(alternatives.join(" || ")) ?? undefined;
}

function toComparator(part: string): string {
  const [, operator = "", rest = ""] = /^([<>=!~^]*)\s*(.*)$/.exec(part.trim()) ?? [];
  const version = rest.replace(/^v/, "");
  // An excluded patch says nothing about which release to take.
  if (operator === "!=") return "*";
  if (operator === "~>" || operator === "~=") return pessimistic(version);
  return `${operator === "==" || operator === "===" ? "=" : operator}${version}`;
}

/** `~> 3.3` allows 3.9, `~> 3.3.1` does not allow 3.4. */
function pessimistic(version: string): string {
  const parts = version.split(".");
  if (parts.length < 3) return `>=${version} <${Number(parts[0]) + 1}`;
  return `~${parts.slice(0, 3).join(".")}`;
}
