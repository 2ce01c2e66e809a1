/** One record of a CSV text: its fields, or why it is none. */
export interface CsvRecord {
  readonly fields: readonly string[];
  readonly problem?: string;
  /** Where it stands in the text, its line break included. */
  readonly start: number;
  readonly end: number;
}

/**
 * Reads CSV text as RFC 4180 says: fields in quotes may hold delimiters, line breaks and doubled quotes; lines end with LF or CRLF; a
 * quote inside an unquoted field is a character like any other. Blank lines are skipped.
 */
export function* parseCsv(text: string, delimiter: string, quote: string): Generator<CsvRecord> {
  let nextQuote = text.indexOf(quote);
  for (let start = 0; start < text.length; ) {
    let lineEnd = text.indexOf("\n", start);
    if (lineEnd < 0) lineEnd = text.length;
    if (nextQuote >= 0 && nextQuote < start) nextQuote = text.indexOf(quote, start);
    if (nextQuote < 0 || nextQuote > lineEnd) {
      const line = text.slice(start, lineEnd);
      const content = lineEnd < text.length && line.endsWith("\r") ? line.slice(0, -1) : line;
      const end = Math.min(lineEnd + 1, text.length);
      if (!isBlank(content)) yield { fields: content.split(delimiter), start, end };
      start = end;
    } else {
      const record = readQuotedRecord(text, start, delimiter, quote);
      yield record;
      start = record.end;
    }
  }
}

function isBlank(content: string): boolean {
  if (content.length === 0) return true;
  for (let index = 0; index < content.length; index++) if (content[index] !== "\r") return false;
  return true;
}

/** A record in which a quote stands: field by field. */
function readQuotedRecord(text: string, start: number, delimiter: string, quote: string): CsvRecord {
  const fields: string[] = [];
  let problem: string | undefined;
  for (let index = start; ; index++) {
    const quoted = text[index] === quote ? readQuoted(text, index + 1, quote) : undefined;
    if (quoted === "unclosed")
      return { fields: [], problem: "a quote was opened and never closed", start, end: text.length };
    if (quoted !== undefined) index = quoted.end;
    const end = endOfField(text, index, delimiter);
    const trailing = text.slice(index, text[end] === "\n" && end > index && text[end - 1] === "\r" ? end - 1 : end);
    if (quoted !== undefined && trailing !== "")
      problem ??= `text after the closing quote of field ${fields.length + 1}`;
    fields.push(quoted?.value ?? trailing);
    index = end;
    if (text[index] === delimiter) continue;
    const next = Math.min(index + 1, text.length);
    return problem === undefined ? { fields, start, end: next } : { fields: [], problem, start, end: next };
  }
}

/** The value of a quoted field whose opening quote stands before `from`, and the index after its closing quote. */
function readQuoted(text: string, from: number, quote: string): { value: string; end: number } | "unclosed" {
  let value = "";
  for (let start = from; ; ) {
    const closing = text.indexOf(quote, start);
    if (closing < 0) return "unclosed";
    value += text.slice(start, closing);
    if (text[closing + 1] !== quote) return { value, end: closing + 1 };
    value += quote;
    start = closing + 2;
  }
}

/** The index of the next delimiter or line feed, or the text's end. */
function endOfField(text: string, from: number, delimiter: string): number {
  for (let index = from; index < text.length; index++)
    if (text[index] === delimiter || text[index] === "\n") return index;
  return text.length;
}
