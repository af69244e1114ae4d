import { type Document, Scalar, visit } from "yaml";

/**
 * What YAML does not count as printable (1.2, section 5.1) or counted as the end of a line (1.1, section 4.1.4).
 * Compose refuses the ones and folds the others, quoted or not.
 */
const UNREADABLE = /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/;

/** A document as the text of a file from which Compose reads each string as it is here. */
export function yamlText(document: Document): string {
  visit(document, {
    Scalar(_key, scalar) {
      if (typeof scalar.value === "string" && UNREADABLE.test(scalar.value)) {
        scalar.type = Scalar.QUOTE_DOUBLE;
      }
    },
  });
  const text = document.toString({
    lineWidth: 0,
    flowCollectionPadding: false,
    // Compose takes a tab at the beginning of a block's line for indentation
    blockQuote: false,
  });
  return text.replaceAll(
    new RegExp(UNREADABLE, "g"),
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
