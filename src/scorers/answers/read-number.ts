import { type Decimal, decimal, shift } from "./decimal.js";
import { readNumberWords } from "./number-words.js";
import type { Token } from "./token.js";

/** A number without sign, scale word and measure: digits, a fraction, a power of ten or words. */
export interface ReadNumber {
  readonly value: Decimal;
  readonly step: number;
  readonly exact: boolean;
  readonly bare: boolean;
  readonly leadingZero: boolean;
  readonly commaDecimal: boolean;
  readonly end: number;
}

const inFull = { step: 0, exact: true, bare: false, leadingZero: false, commaDecimal: false };

/** Reads the number at token `at`; in words only when `words` is set. */
export function readNumber(tokens: readonly Token[], at: number, words: boolean): ReadNumber | undefined {
  const token = tokens[at];
  if (token?.kind === "word" && words) {
    const found = readNumberWords(tokens, at);
    return found && { ...inFull, value: decimal(found.numerator, 0, found.denominator), end: found.end };
  }
  const numeral = token?.kind === "number" ? token.numeral : undefined;
  if (numeral === undefined) return undefined;
  const { value, step, bare, leadingZero, commaDecimal } = numeral;
  const whole = bare ? fractionAt(tokens, at) : undefined;
  if (whole !== undefined) return { ...inFull, value: whole, end: at + 3 };
  const part = bare && tokens[at + 1]?.glued === false ? fractionAt(tokens, at + 1) : undefined;
  if (part !== undefined && part.mantissa < part.denominator) {
    const mixed = decimal(value.mantissa * part.denominator + part.mantissa, 0, part.denominator);
    return { ...inFull, value: mixed, end: at + 4 };
  }
  return readPower(tokens, at) ?? { value, step, exact: false, bare, leadingZero, commaDecimal, end: at + 1 };
}

/** `1/3`, bare digits on both sides. */
function fractionAt(tokens: readonly Token[], at: number): Decimal | undefined {
  const [top, slash, bottom] = [tokens[at]?.numeral, tokens[at + 1], tokens[at + 2]?.numeral];
  if (slash?.raw !== "/" || top?.bare !== true || bottom?.bare !== true || bottom.value.mantissa === 0n)
    return undefined;
  if (tokens[at + 3]?.raw === "/") return undefined;
  return decimal(top.value.mantissa, 0, bottom.value.mantissa);
}

/** `1.5 × 10^3`, `10^6`. */
function readPower(tokens: readonly Token[], at: number): ReadNumber | undefined {
  const numeral = tokens[at]?.numeral;
  if (numeral === undefined) return undefined;
  const { value, step, leadingZero, commaDecimal } = numeral;
  const times = tokens[at + 1]?.text;
  const alone = times === "^" && value.mantissa === 10n && value.exponent === 0;
  const base = alone ? at : at + 2;
  if (!alone && ((times !== "×" && times !== "x") || tokens[base]?.raw !== "10")) return undefined;
  if (tokens[base + 1]?.raw !== "^") return undefined;
  let exponent = base + 2;
  while (tokens[exponent]?.raw === "(") exponent++;
  const negative = tokens[exponent]?.raw === "-";
  if (negative || tokens[exponent]?.raw === "+") exponent++;
  const digits = tokens[exponent]?.numeral;
  if (digits?.bare !== true || digits.integerDigits > 3) return undefined;
  const power = Number(digits.value.mantissa) * (negative ? -1 : 1);
  const end = tokens[exponent + 1]?.raw === ")" && tokens[base + 2]?.raw === "(" ? exponent + 2 : exponent + 1;
  return {
    value: shift(alone ? decimal(1n) : value, power),
    step: (alone ? 0 : step) + power,
    exact: alone,
    bare: false,
    leadingZero,
    commaDecimal,
    end,
  };
}
