import { isLatin } from "./character-classes.js";
import { isCurrencyCode } from "./measures/currencies.js";
import { unitOf } from "./measures/units.js";

const bracketed = /\d{1,4}(?:\([a-zA-Z]\))+(?:\(\d{1,2}\))?/y;
const hyphened = /\d{1,4}-([A-Z][A-Za-z]{0,11})/y;
const prefixed = /0[xob][0-9a-fA-F]{1,64}/y;

/**
 * Where a name that begins with digits at `start` ends, else `start`: `10-K`, `401(k)`, `7-Eleven`, `0x1F`. A unit behind the hyphen
 * measures (`100-USD`, `5-MW`), and a single letter there names.
 */
export function endOfName(source: string, start: number): number {
  for (let at = start + 1; at < start + 5; at++) {
    const mark = source[at];
    if (mark === "(") return endOf(bracketed, source, start);
    if (mark === "x" || mark === "o" || mark === "b")
      return source[start] === "0" ? endOf(prefixed, source, start) : start;
    if (mark === "-") {
      const end = endOf(hyphened, source, start);
      const word = source.slice(at + 1, end);
      return word.length > 1 && (isCurrencyCode(word) || unitOf(word, true) !== undefined) ? start : end;
    }
    if (mark === undefined || mark < "0" || mark > "9") return start;
  }
  return start;
}

function endOf(pattern: RegExp, source: string, start: number): number {
  pattern.lastIndex = start;
  return pattern.test(source) && !isLatin(source.charCodeAt(pattern.lastIndex)) ? pattern.lastIndex : start;
}
