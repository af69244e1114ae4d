/** How a file's text is written down, apart from what it says: a checkout on Windows changes it. */
export interface TextForm {
  readonly byteOrderMark: boolean;
  readonly carriageReturns: boolean;
}

const BYTE_ORDER_MARK = "\ufeff";

/** The text alone: no byte order mark, lines that end in a line feed. */
export function plainText(text: string): string {
  return (text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text).replaceAll("\r\n", "\n");
}

/** A file's form. Line ends are of one kind only where every line has it. */
export function formOf(text: string): TextForm {
  const lines = text.split("\n").slice(0, -1);
  return {
    byteOrderMark: text.startsWith(BYTE_ORDER_MARK),
    carriageReturns: lines.length > 0 && lines.every((line) => line.endsWith("\r")),
  };
}

/** A plain text in the form that the file had before. */
export function inForm(text: string, form: TextForm): string {
  const lines = form.carriageReturns ? text.replaceAll("\n", "\r\n") : text;
  return form.byteOrderMark ? BYTE_ORDER_MARK + lines : lines;
}
