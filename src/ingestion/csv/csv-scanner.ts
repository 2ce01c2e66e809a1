import type { RecordScanner } from "../source/split-records.js";

const lineFeed = 10;
const fieldStart = 0;
const unquoted = 1;
const quoted = 2;
const quoteInQuoted = 3;

/** Finds the ends of CSV records in bytes: a line break ends one unless it stands in quotes. A quote opens only at the start of a field (RFC 4180). */
export function csvScanner(delimiter: number, quote: number): RecordScanner {
  let state = fieldStart;
  return {
    end(bytes, from, to) {
      let current = state;
      for (let index = from; index < to; index++) {
        const byte = bytes[index];
        if (current === quoted) {
          if (byte === quote) current = quoteInQuoted;
        } else if (byte === lineFeed) {
          state = fieldStart;
          return index + 1;
        } else if (byte === delimiter) current = fieldStart;
        else if (byte === quote && current === fieldStart) current = quoted;
        else if (byte === quote && current === quoteInQuoted) current = quoted;
        else current = unquoted;
      }
      state = current;
      return -1;
    },
    reset() {
      state = fieldStart;
    },
  };
}
