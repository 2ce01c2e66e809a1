import { type Encoding, unitAt, utf8 } from "../source/encoding.js";
import { isBlank, type RecordScanner } from "../source/split-records.js";
import { type Dialect, lineBreakOf } from "./dialect.js";

const carriageReturn = 13;
const recordStart = 0;
const fieldStart = 1;
const unquoted = 2;
const quoted = 3;
const quoteInQuoted = 4;
/** Spaces behind a closing quote. */
const behindQuote = 5;
/** A carriage return behind the closing quote: a line feed has to follow. */
const returned = 6;
/** The line break ends it, whatever stands before: a comment, or a record whose quotes are broken. */
const line = 7;

/**
 * Finds the ends of CSV records in bytes, where `parseCsv` finds them in text: a line break ends one unless it stands in quotes. A quote opens only at
 * the start of a field. A record whose quotes are broken (text behind a closing quote, none that closes) ends with its first line, so that it costs no other.
 */
export function csvScanner(dialect: Dialect, encoding: Encoding = utf8): RecordScanner {
  const code = (character: string | undefined) => character?.charCodeAt(0) ?? -1;
  const delimiter = code(dialect.delimiter);
  const quote = code(dialect.quote);
  const escaping = code(dialect.escape);
  const comment = code(dialect.comment);
  const lineBreak = code(lineBreakOf(dialect));
  const { unit } = encoding;
  let state = recordStart;
  let escaped = false;
  /** After the first line break of the record that goes on. */
  let firstLine = -1;

  const isSpace = (value: number) => dialect.trim === true && (value === 32 || value === 9);
  const isEscapable = (value: number) =>
    value === quote || value === delimiter || value === escaping || value === lineBreak;

  const reset = () => {
    state = recordStart;
    escaped = false;
    firstLine = -1;
  };
  const ended = (index: number): number => {
    reset();
    return index;
  };

  function end(bytes: Uint8Array, from: number, to: number): number {
    let current = state;
    for (let index = from; index < to; index += unit) {
      const value = unit === 1 ? (bytes[index] ?? 0) : unitAt(bytes, index, encoding);
      // Most of what stands in a file.
      if (current === unquoted && !escaped && value !== lineBreak && value !== delimiter && value !== escaping)
        continue;
      if (escaped) {
        escaped = false;
        if (isEscapable(value)) {
          if (value === lineBreak && firstLine < 0) firstLine = index + unit;
          continue;
        }
      }
      if (value === lineBreak) {
        if (current !== quoted) return ended(index + unit);
        if (firstLine < 0) firstLine = index + unit;
      } else if (current === line) continue;
      else if (current === quoted) {
        if (value === quote) current = quoteInQuoted;
        else if (value === escaping) escaped = true;
      } else if (value === delimiter && current !== returned) current = fieldStart;
      else if (current === unquoted) escaped = value === escaping;
      else if (current >= quoteInQuoted) {
        if (value === quote && current === quoteInQuoted) current = quoted;
        else if (isSpace(value) && current !== returned) current = behindQuote;
        else if (value === carriageReturn && current !== returned) current = returned;
        else if (firstLine >= 0) return ended(firstLine);
        else current = line;
      } else if (value === comment && current === recordStart) current = line;
      else if (value === quote) current = quoted;
      else if (isSpace(value)) current = fieldStart;
      else {
        escaped = value === escaping;
        current = unquoted;
      }
    }
    state = current;
    return -1;
  }

  return {
    end,
    endSoFar: () => (state === quoted || state === returned ? firstLine : -1),
    isRecord: (bytes, start, stop) =>
      start < stop && unitAt(bytes, start, encoding) !== comment && !isBlank(bytes, start, stop, encoding),
    reset,
  };
}
