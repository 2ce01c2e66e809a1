/** How records and fields are written. What is the rule of RFC 4180 is left out. */
export interface Dialect {
  readonly delimiter: string;
  readonly quote: string;
  /** Before a quote, a delimiter, a line break or itself it makes a plain character of them. */
  readonly escape?: string;
  /** A line that begins with it is none. */
  readonly comment?: string;
  /** Spaces and tabs around fields and their quotes are no part of them. */
  readonly trim?: true;
  /** Ends a record; a carriage return before a line feed goes with it. */
  readonly lineBreak?: "\r";
}

/** The character that ends records. */
export function lineBreakOf(dialect: Dialect): "\n" | "\r" {
  return dialect.lineBreak ?? "\n";
}

/** Where a line's content ends: before its line break, of two characters or one. */
export function contentEnd(text: string, start: number, lineEnd: number, lineBreak: string): number {
  const returned = lineBreak === "\n" && lineEnd < text.length && lineEnd > start && text[lineEnd - 1] === "\r";
  return returned ? lineEnd - 1 : lineEnd;
}

/** Without spaces and tabs around it. */
export function trimmed(field: string): string {
  return field.replace(/^[ \t]+|[ \t]+$/g, "");
}
