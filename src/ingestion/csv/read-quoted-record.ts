import type { CsvRecord } from "./csv-record.js";
import { contentEnd, type Dialect, lineBreakOf, trimmed } from "./dialect.js";

/** A record in which a quote or an escape stands: field by field. One whose quotes are broken ends with its first line, so that it costs no other. */
export function readQuotedRecord(text: string, start: number, dialect: Dialect): CsvRecord {
  const { delimiter, quote, trim = false } = dialect;
  const lineBreak = lineBreakOf(dialect);
  const fields: string[] = [];

  const broken = (problem: string): CsvRecord => {
    const firstLine = text.indexOf(lineBreak, start);
    return { fields: [], problem, start, end: firstLine < 0 ? text.length : firstLine + 1 };
  };

  for (let index = start; ; index++) {
    const opening = trim ? afterSpaces(text, index, delimiter) : index;
    if (text[opening] === quote) {
      const field = readQuoted(text, opening + 1, dialect);
      if (field.end >= text.length) return broken("a quote was opened and never closed");
      const behind = trim ? afterSpaces(text, field.end + 1, delimiter) : field.end + 1;
      const returned = lineBreak === "\n" && text[behind] === "\r" && text[behind + 1] === "\n" ? 1 : 0;
      index = behind + returned;
      if (index < text.length && text[index] !== lineBreak && (returned > 0 || text[index] !== delimiter))
        return broken(`text after the closing quote of field ${fields.length + 1}`);
      fields.push(field.value);
    } else {
      const field = readUnquoted(text, index, dialect);
      const cut = text[field.end] === lineBreak ? field.end - contentEnd(text, index, field.end, lineBreak) : 0;
      const value = cut > 0 ? field.value.slice(0, -cut) : field.value;
      fields.push(trim ? trimmed(value) : value);
      index = field.end;
    }
    if (text[index] === delimiter) continue;
    return { fields, start, end: Math.min(index + 1, text.length) };
  }
}

interface Field {
  readonly value: string;
  /** The index of what ends it, or the text's end. */
  readonly end: number;
}

/** Reads on to the closing quote. A doubled one is a character, and so is what is escaped. */
function readQuoted(text: string, from: number, dialect: Dialect): Field {
  const { quote } = dialect;
  let value = "";
  let copied = from;
  for (let index = from; ; index++) {
    if (dialect.escape === undefined) {
      index = text.indexOf(quote, index);
      if (index < 0) break;
    } else if (index >= text.length) break;
    const character = text[index];
    if (character !== quote && character !== dialect.escape) continue;
    if (character === quote && text[index + 1] !== quote)
      return { value: value + text.slice(copied, index), end: index };
    if (character === dialect.escape && !isEscapable(text[index + 1], dialect)) continue;
    value += text.slice(copied, index);
    copied = ++index;
  }
  return { value: value + text.slice(copied), end: text.length };
}

/** Reads on to the delimiter or the line break. */
function readUnquoted(text: string, from: number, dialect: Dialect): Field {
  const { delimiter } = dialect;
  const lineBreak = lineBreakOf(dialect);
  let value = "";
  let copied = from;
  for (let index = from; index < text.length; index++) {
    const character = text[index];
    if (character === delimiter || character === lineBreak)
      return { value: value + text.slice(copied, index), end: index };
    if (character !== dialect.escape || !isEscapable(text[index + 1], dialect)) continue;
    value += text.slice(copied, index);
    copied = ++index;
  }
  return { value: value + text.slice(copied), end: text.length };
}

function isEscapable(character: string | undefined, dialect: Dialect): boolean {
  const { delimiter, quote } = dialect;
  return (
    character === quote ||
    character === delimiter ||
    (character === dialect.escape && dialect.escape !== undefined) ||
    character === lineBreakOf(dialect)
  );
}

function afterSpaces(text: string, from: number, delimiter: string): number {
  let index = from;
  while (text[index] !== delimiter && (text[index] === " " || text[index] === "\t")) index++;
  return index;
}
