import { type Decimal, decimal } from "./decimal.js";

/** A number as printed in digits, without sign, scale or unit. */
export interface Numeral {
  readonly value: Decimal;
  /** The power of ten of the last printed digit: -2 for `1.25`, 0 for `12`, 5 for `1.5e6`. */
  readonly step: number;
  readonly end: number;
  /** Only digits, no separator: could be a year or an identifier. */
  readonly bare: boolean;
  /** How many digits stand before the decimal point. */
  readonly integerDigits: number;
  readonly leadingZero: boolean;
  /** A single comma was read as the decimal separator, as in `2,74`. */
  readonly commaDecimal: boolean;
}

/** Longer digit runs and larger exponents are not numbers to compare, they are text. */
export const longestDigits = 256;
const largestExponent = 400;

/**
 * Reads the numeral at `start`, where a digit or a separator before a digit stands. Returns undefined, with nothing
 * consumed, for what is no single number: `3.1.2`, `1,2,3`, hundreds of digits.
 */
export function readNumeral(source: string, start: number): Numeral | undefined {
  const groups: string[] = [];
  let separators = "";
  let at = start;
  for (;;) {
    const begin = at;
    while (isDigit(source.charCodeAt(at))) at++;
    groups.push(source.slice(begin, at));
    if (at - start > longestDigits + 80) return undefined;
    const separator = separatorAt(source, at, at - begin, separators);
    if (separator === "") break;
    separators += separator;
    at++;
  }
  const shape = shapeOf(groups, separators);
  if (shape === undefined) return undefined;
  const digits = shape.integer + shape.fraction;
  if (digits.length > longestDigits) return undefined;
  const exponent = readExponent(source, at);
  if (exponent !== undefined && Math.abs(exponent.power) > largestExponent) return undefined;
  const power = exponent?.power ?? 0;
  const step = power - shape.fraction.length;
  return {
    value: decimal(BigInt(digits), step),
    step,
    end: exponent?.end ?? at,
    bare: separators === "" && exponent === undefined,
    integerDigits: shape.integer.length,
    leadingZero: shape.integer.length > 1 && shape.integer.startsWith("0") && shape.fraction === "",
    commaDecimal: shape.commaDecimal,
  };
}

/** The separator that joins the digits before `at` with digits after it, or "". */
function separatorAt(source: string, at: number, groupLength: number, separators: string): string {
  const character = source[at] ?? "";
  if (!isDigit(source.charCodeAt(at + 1))) return "";
  if (character === "." || character === ",") return character;
  if (character !== " " && character !== "'" && character !== "_") return "";
  // Spaces, apostrophes and underscores only ever group: one to three digits, then exactly three.
  if (separators === "" ? groupLength < 1 || groupLength > 3 : separators.at(-1) !== character || groupLength !== 3)
    return "";
  let end = at + 1;
  while (end < at + 5 && isDigit(source.charCodeAt(end))) end++;
  const next = source[end] ?? "";
  const fraction = character === " " && next === "/" && isDigit(source.charCodeAt(end + 1));
  return end === at + 4 && !fraction ? character : "";
}

interface Shape {
  readonly integer: string;
  readonly fraction: string;
  readonly commaDecimal: boolean;
}

function shapeOf(groups: readonly string[], separators: string): Shape | undefined {
  const first = groups[0] ?? "";
  if (separators === "") return first === "" ? undefined : { integer: first, fraction: "", commaDecimal: false };
  const last = groups.at(-1) ?? "";
  const mark = separators.at(-1) as string;
  const grouping = separators[0] as string;
  const integer = groups.slice(0, -1);
  if (separators.length === 1) return singleSeparator(first, last, mark);
  const uniform = separators === grouping.repeat(separators.length);
  if (uniform)
    return isGrouped(groups, grouping) ? { integer: groups.join(""), fraction: "", commaDecimal: false } : undefined;
  // Two kinds: the last one is the decimal separator, all before it group.
  if (separators.slice(0, -1) !== grouping.repeat(separators.length - 1) || (mark !== "." && mark !== ","))
    return undefined;
  return isGrouped(integer, grouping) ? { integer: integer.join(""), fraction: last, commaDecimal: false } : undefined;
}

function singleSeparator(first: string, last: string, mark: string): Shape | undefined {
  if (mark === ".") return { integer: first === "" ? "0" : first, fraction: last, commaDecimal: false };
  if (mark !== ",") return { integer: first + last, fraction: "", commaDecimal: false };
  if (first === "") return undefined;
  const groups = last.length === 3 && first.length <= 3 && !first.startsWith("0");
  return groups
    ? { integer: first + last, fraction: "", commaDecimal: false }
    : { integer: first, fraction: last, commaDecimal: true };
}

/** 1,234,567 in threes; with commas also 12,34,567 as in India. */
function isGrouped(groups: readonly string[], mark: string): boolean {
  const first = groups[0] ?? "";
  if (first.length < 1 || first.length > 3 || (first.startsWith("0") && groups.length > 1)) return false;
  if (groups.slice(1).every((group) => group.length === 3)) return true;
  const middle = groups.slice(1, -1);
  return (
    mark === "," && first.length <= 2 && groups.at(-1)?.length === 3 && middle.every((group) => group.length === 2)
  );
}

function readExponent(source: string, at: number): { readonly power: number; readonly end: number } | undefined {
  if (source[at] !== "e" && source[at] !== "E") return undefined;
  const sign = source[at + 1] === "-" ? -1 : 1;
  const begin = source[at + 1] === "-" || source[at + 1] === "+" ? at + 2 : at + 1;
  let end = begin;
  while (end < begin + 12 && isDigit(source.charCodeAt(end))) end++;
  if (end === begin) return undefined;
  return { power: sign * Number(source.slice(begin, end)), end };
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
