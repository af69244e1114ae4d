import {
  findNodeAtLocation,
  getNodeValue,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from "jsonc-parser";
import { badManifest } from "./broken.ts";
import { lineAt, type Parsed } from "./shape.ts";

/**
 * Reads JSON.
 * @param dialect "jsonc" allows comments and trailing commas
 * @throws DockstartError "bad-manifest" naming the line
 */
export function parseJson(file: string, raw: string, dialect: "json" | "jsonc" = "json"): Parsed {
  const text = raw.startsWith("\ufeff") ? raw.slice(1) : raw;
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, {
    allowTrailingComma: dialect === "jsonc",
    disallowComments: dialect === "json",
  });
  const [first] = errors;
  if (first) throw badManifest({ file, line: lineAt(text, first.offset) }, "JSON", said(first));
  return {
    value: tree ? getNodeValue(tree) : undefined,
    line(path) {
      for (let length = path.length; tree && length > 0; length--) {
        const node = findNodeAtLocation(tree, path.slice(0, length));
        if (node) return lineAt(text, (node.parent ?? node).offset);
      }
      return 1;
    },
  };
}

/** "CommaExpected" → "comma expected". */
function said(error: ParseError): string {
  return printParseErrorCode(error.error).replace(/(?<=[a-z])([A-Z])/g, " $1").toLowerCase();
}
