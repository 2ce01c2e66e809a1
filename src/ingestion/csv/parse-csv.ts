import type { CsvRecord } from "./csv-record.js";
import { contentEnd, type Dialect, lineBreakOf, trimmed } from "./dialect.js";
import { readQuotedRecord } from "./read-quoted-record.js";

/**
 * Reads CSV text as RFC 4180 says: fields in quotes may hold delimiters, line breaks and doubled quotes; lines end with LF or CRLF; a
 * quote inside an unquoted field is a character like any other. Blank lines are skipped, and comments where the dialect has some.
 */
export function* parseCsv(text: string, dialect: Dialect): Generator<CsvRecord> {
  const { delimiter, quote, comment, trim = false, escape: escaping } = dialect;
  const lineBreak = lineBreakOf(dialect);
  /** Each is looked for once, and again when it was passed. */
  let nextQuote = text.indexOf(quote);
  let nextEscape = escaping === undefined ? -1 : text.indexOf(escaping);
  for (let start = 0; start < text.length; ) {
    let lineEnd = text.indexOf(lineBreak, start);
    if (lineEnd < 0) lineEnd = text.length;
    if (nextQuote >= 0 && nextQuote < start) nextQuote = text.indexOf(quote, start);
    if (escaping !== undefined && nextEscape >= 0 && nextEscape < start) nextEscape = text.indexOf(escaping, start);
    const isPlain = (nextQuote < 0 || nextQuote > lineEnd) && (nextEscape < 0 || nextEscape > lineEnd);
    const isComment = comment !== undefined && text.startsWith(comment, start);
    if (isComment || isPlain) {
      const end = Math.min(lineEnd + 1, text.length);
      const content = text.slice(start, isComment ? start : contentEnd(text, start, lineEnd, lineBreak));
      if (!isBlank(content)) yield { fields: fieldsOf(content, delimiter, trim), start, end };
      start = end;
    } else {
      const record = readQuotedRecord(text, start, dialect);
      yield record;
      start = record.end;
    }
  }
}

function fieldsOf(content: string, delimiter: string, trim: boolean): readonly string[] {
  const fields = content.split(delimiter);
  return trim ? fields.map(trimmed) : fields;
}

function isBlank(content: string): boolean {
  for (let index = 0; index < content.length; index++)
    if (content[index] !== "\r" && content[index] !== "\n") return false;
  return true;
}
