import { Alias as YamlAlias, Document, isMap, isScalar, Pair, Scalar, YAMLMap } from "yaml";
import { Alias, Reset } from "../engines/alias.ts";
import type { ComposeValue } from "../engines/engine.ts";
import type { EnginePlan, Plan } from "../plan/plan.ts";
import {
  asIn,
  explainAdded,
  explainKeys,
  headOf,
  OWN_DATABASE,
  sharedNote,
} from "./compose_comments.ts";
import { generatedServers, servicesOf } from "./compose_services.ts";
import { sharedValues } from "./shared_values.ts";
import { yamlText } from "./yaml_text.ts";

/** docker-compose.yml. Values that several services need stand once, at its head. */
export function composeFile(plan: Plan): string {
  const document = new Document(undefined, { schema: "yaml-1.1", merge: false });
  const root = new YAMLMap();
  document.contents = root as unknown as Document["contents"];
  document.commentBefore = headOf(plan);

  const add = (key: string, value: unknown, comment?: string) => {
    const name = new Scalar(key);
    if (comment) name.commentBefore = ` ${comment}`;
    if (root.items.length > 0) name.spaceBefore = true;
    root.items.push(new Pair(name, value));
    return value;
  };

  // beside the project's own file, its name is the name, and its volumes are the volumes
  if (!plan.beside) add("name", new Scalar(plan.name));
  const [first] = plan.engines;
  const withUrl = plan.engines.some((engine) => "url" in sharedValues(engine, plan));
  for (const engine of plan.engines) {
    const block = sharedBlock(engine, plan);
    if (block.items.length === 0) continue;
    const notes = [
      ...(engine.server?.running
        ? [asIn(engine.server)]
        : engine === first
        ? [sharedNote(withUrl)]
        : []),
      ...(plan.app?.namesOwnDatabase && engine.login ? [OWN_DATABASE] : []),
    ];
    add(`x-${engine.id}`, block, notes.join("\n "));
  }
  const services = toNode(servicesOf(plan), document) as YAMLMap;
  spaceOut(services);
  explainAdded(services, plan);
  for (const { server, kit } of generatedServers(plan)) {
    explainKeys(services.get(server.service), kit.reasons);
  }
  add("services", services);
  const volumes = generatedServers(plan).flatMap(({ kit }) => kit.volumes);
  if (volumes.length > 0) {
    add("volumes", toNode(Object.fromEntries(volumes.map((name) => [name, {}])), document));
  }
  return yamlText(document);
}

/** `x-postgres:` with an anchor at each value. */
function sharedBlock(engine: EnginePlan, plan: Plan): YAMLMap {
  const block = new YAMLMap();
  for (const [key, text] of Object.entries(sharedValues(engine, plan))) {
    const scalar = new Scalar(text);
    scalar.anchor = new Alias(engine.id, key).anchor;
    block.items.push(new Pair(new Scalar(key), scalar));
  }
  return block;
}

function toNode(value: ComposeValue, document: Document): unknown {
  if (value instanceof Alias) return new YamlAlias(value.anchor);
  if (value instanceof Reset) {
    const nothing = document.createNode([]);
    nothing.tag = "!reset";
    return nothing;
  }
  if (Array.isArray(value)) {
    const sequence = document.createNode([]);
    sequence.items = value.map((item) => toNode(item, document)) as typeof sequence.items;
    return sequence;
  }
  if (typeof value === "object") {
    const map = new YAMLMap();
    for (const [key, item] of Object.entries(value)) {
      map.items.push(new Pair(new Scalar(key), toNode(item, document)));
    }
    return map;
  }
  return new Scalar(value);
}

/** An empty line between services. */
function spaceOut(map: YAMLMap): void {
  for (const { key, value } of map.items.slice(1)) {
    if (isScalar(key) && isMap(value)) key.spaceBefore = true;
  }
}
