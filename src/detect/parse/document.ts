/** A line of a document, with what stands around it. */
export interface DocumentLine {
  readonly text: string;
  readonly line: number;
  /** The headings that it stands below, the outermost first. */
  readonly headings: readonly string[];
  /** Which of the document's sections it is in: those of one number share the nearest heading. */
  readonly section: number;
  /** Whether it is code: between fences, or indented by four. */
  readonly code: boolean;
}

/** `## Title`, `== Title`, and what reStructuredText underlines. */
const HEADING = /^(#{1,6}|={1,6})\s+(.+?)\s*[#=]*\s*$/;
const UNDERLINE = /^(?:={3,}|-{3,}|~{3,}|\^{3,}|\*{3,}|\+{3,})\s*$/;
/** `<h2 align="center">Title</h2>` */
const HTML_HEADING = /^\s*<h([1-6])\b[^>]*>(.*?)(?:<\/h\1>|$)/i;
const FENCE = /^\s*(?:```|~~~|-{4,}\s*$|\.\. code)/;

/**
 * Splits a README in Markdown, AsciiDoc or reStructuredText into its lines, each with the headings that
 * it stands below. Comments of HTML are left out.
 */
export function documentLines(text: string): readonly DocumentLine[] {
  const raw = text.replace(/<!--[\s\S]*?-->/g, (comment) => comment.replace(/[^\n]/g, ""))
    .split(/\r?\n/);
  const lines: DocumentLine[] = [];
  let headings: readonly { readonly level: number; readonly title: string }[] = [];
  let section = 0;
  let fenced = false;
  raw.forEach((own, index) => {
    const heading = fenced ? undefined : headingAt(raw, index);
    if (heading) {
      headings = [...headings.filter(({ level }) => level < heading.level), heading];
      section++;
      return;
    }
    if (FENCE.test(own) && !UNDERLINE.test(own)) {
      fenced = /^\s*(?:```|~~~)/.test(own) ? !fenced && !/```.*```/.test(own) : fenced;
      return;
    }
    if (own.trim() === "" || (!fenced && UNDERLINE.test(own))) return;
    const code = fenced || /^(?: {4}|\t)(?![-*+\d ])/.test(own);
    const titles = headings.map(({ title }) => title);
    lines.push({ text: own, line: index + 1, headings: titles, section, code });
  });
  return lines;
}

function headingAt(
  raw: readonly string[],
  index: number,
): { level: number; title: string } | undefined {
  const own = raw[index] ?? "";
  const [, marks, title] = HEADING.exec(own) ?? [];
  if (marks && title) return { level: marks.length, title };
  const [, level, inner = ""] = HTML_HEADING.exec(own) ?? [];
  if (level) return { level: Number(level), title: inner.replace(/<[^>]*>/g, "") };
  const [, bold] = /^\*\*([^*]{3,60}?):?\*\*:?\s*$/.exec(own) ?? [];
  if (bold) return { level: 6, title: bold };
  const next = raw[index + 1] ?? "";
  const underlined = own.trim() !== "" && own.length <= 80 && !/^\s|^[-*+|>]/.test(own) &&
    UNDERLINE.test(next) && next.trim().length >= own.trim().length - 2;
  if (!underlined) return undefined;
  return { level: next.startsWith("=") ? 1 : 2, title: own.trim() };
}
