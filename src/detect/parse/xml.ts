import type { Where } from "../facts.ts";
import { badManifest } from "./broken.ts";

/** An element of an XML document. Namespaces' prefixes are part of the name. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** Its own text, without the children's. */
  readonly text: string;
  readonly line: number;
}

interface Open {
  name: string;
  attributes: Record<string, string>;
  children: XmlElement[];
  text: string;
  line: number;
}

const PART =
  /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<[?!][^>]*>|<\/([\w:.-]+)\s*>|<([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|([^<]+)/g;

/**
 * Reads the XML of build files: elements, attributes, text. No entities beyond the five, no DTD.
 * @throws DockstartError "bad-manifest" naming the line
 */
export function parseXml(file: string, source: string): XmlElement {
  const root: Open = { name: "", attributes: {}, children: [], text: "", line: 1 };
  const open: Open[] = [root];
  let line = 1;
  let end = 0;
  for (const match of source.replace(/^\ufeff/, "").matchAll(PART)) {
    if (match.index !== end) throw fault({ file, line }, "a tag is not closed");
    const [whole, cdata, closes, opens, attributes = "", selfClosing, text] = match;
    end = match.index + whole.length;
    const here = open[open.length - 1] ?? root;
    if (closes !== undefined) close(open, closes, { file, line });
    else if (opens !== undefined) {
      const element = {
        name: opens,
        attributes: attributesOf(attributes),
        children: [],
        text: "",
        line,
      };
      here.children.push(element);
      if (!selfClosing) open.push(element);
    } else here.text += cdata ?? entities(text ?? "");
    for (const character of whole) if (character === "\n") line++;
  }
  const last = open[open.length - 1];
  if (last && last !== root) throw fault(last, `<${last.name}> is not closed`, file);
  const [document] = root.children;
  if (!document || end < source.replace(/^\ufeff/, "").length) {
    throw fault({ file, line }, "there is no element");
  }
  return document;
}

function close(open: Open[], name: string, at: Where): void {
  const last = open[open.length - 1];
  if (open.length < 2 || last?.name !== name) throw fault(at, `</${name}> closes nothing`);
  open.pop();
}

function fault(
  at: { readonly line: number; readonly file?: string },
  why: string,
  file = at.file ?? "",
) {
  return badManifest({ file, line: at.line }, "XML", why);
}

function attributesOf(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)]
      .map(([, name = "", double, single]) => [name, entities(double ?? single ?? "")]),
  );
}

const ENTITIES: Readonly<Record<string, string>> = {
  lt: "<",
  gt: ">",
  amp: "&",
  quot: '"',
  apos: "'",
};

function entities(text: string): string {
  return text.replace(/&(\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole);
}

/** Every element of this name, at any depth. */
export function descendants(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.flatMap((child) => [
    ...(child.name === name ? [child] : []),
    ...descendants(child, name),
  ]);
}

/** The text of the first child of this name. */
export function childText(element: XmlElement, name: string): string | undefined {
  return element.children.find((child) => child.name === name)?.text.trim();
}
