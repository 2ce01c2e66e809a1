import { absolute, type Decimal, decimalText, shift } from "./decimal.js";
import { type Measure, measureText } from "./measures/measure.js";

/** A number as written somewhere in a text: sign, scale and measure read together. */
export interface Quantity {
  /** Signed, scale words written out; percent stays percent. */
  readonly value: Decimal;
  /** The power of ten of the last printed digit, scale words written out: 5 for `1.5 million`. */
  readonly step: number;
  /** The power of ten of its scale word: 6 for `1.5 million`, 0 without one. */
  readonly scale: number;
  /** The letter of the scale may be a unit instead (`5 m`): the other reading. */
  readonly otherScale: number | undefined;
  readonly measure: Measure;
  /** Written as a fraction or in words: no digit was printed that could be rounded to. */
  readonly exact: boolean;
  /** Digits alone, nothing around them: could be a year or an identifier. */
  readonly bare: boolean;
  readonly leadingZero: boolean;
  /**
   * Where its sign stands: nowhere, before the digits, in accounting brackets, or in a word (`fell by`, `rose by`). Brackets around
   * digits alone, `(42)`, may be no sign, nor may a dash between spaces: `Growth – 32%`.
   */
  readonly sign: "none" | "printed" | "dash" | "brackets" | "bare-brackets" | "falls" | "rises";
  readonly commaDecimal: boolean;
  /** Tokens from start up to end are its own. */
  readonly start: number;
  readonly end: number;
}

export function quantityText({ value, measure }: Quantity): string {
  return measureText(measure, decimalText(value));
}

/** The number without its scale word: 8.738 of `8.738 billion`. */
export function unscaled(quantity: Quantity): Quantity {
  const { value, step, scale } = quantity;
  return { ...quantity, value: shift(value, -scale), step: step - scale, scale: 0 };
}

const yearStart = 1500n;
const yearEnd = 2100n;

/** Four bare digits between 1500 and 2100: near is not right. */
export function looksLikeYear({ value, bare, measure }: Quantity): boolean {
  if (!bare || measure.kind !== "plain" || value.denominator !== 1n || value.exponent !== 0) return false;
  const { mantissa } = absolute(value);
  return mantissa >= yearStart && mantissa <= yearEnd;
}
