import { isCurrencyCode } from "./currencies.js";
import { letterScale, scaleOf } from "./scales.js";
import { unitOf } from "./units.js";

const others = new Set([
  "st",
  "nd",
  "rd",
  "th",
  "pct",
  "bps",
  "bp",
  "pp",
  "ppt",
  "ppts",
  "pts",
  "s",
  "am",
  "pm",
  "sq",
  "p",
]);

/** True for letters that may follow digits without making them a code: `5kg`, `10k`, `3rd`, `100USD`. */
export function isNumberSuffix(letters: string): boolean {
  const lower = letters.toLowerCase();
  // `2A` is a seat or a code before it is a current.
  if (letters === "A") return false;
  return (
    others.has(lower) ||
    scaleOf(lower) !== undefined ||
    letterScale(letters) !== undefined ||
    isCurrencyCode(letters) ||
    unitOf(letters, true) !== undefined
  );
}
