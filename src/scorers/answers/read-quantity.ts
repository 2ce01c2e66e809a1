import { type Decimal, decimal, multiply, negate, shift } from "./decimal.js";
import { currencyOf } from "./measures/currencies.js";
import { letterScale } from "./measures/scales.js";
import { readNumberWords } from "./number-words.js";
import type { Quantity } from "./quantity.js";
import { one, readMeasure } from "./read-measure.js";
import type { Token } from "./token.js";

interface Prefix {
  readonly negative: boolean;
  readonly paren: boolean;
  readonly currency: string | undefined;
  readonly at: number;
}

/** Reads the quantity whose sign, currency or digits begin at token `start`; in words only when `words` is set. */
export function readQuantity(tokens: readonly Token[], start: number, words = false): Quantity | undefined {
  const prefix = readPrefix(tokens, start);
  const number = readNumber(tokens, prefix.at, words);
  if (number === undefined) return undefined;
  const behind = readMeasure(tokens, number.end);
  let { end } = behind;
  let { measure } = behind;
  if (prefix.paren) {
    if (tokens[end]?.raw !== ")") return prefix.at === start + 1 ? undefined : readQuantity(tokens, start + 1, words);
    end++;
    if (measure.kind === "plain") {
      const after = readMeasure(tokens, end);
      if (after.scale === 0) ({ measure, end } = after);
    }
  }
  const letter =
    prefix.currency === undefined && measure.kind !== "currency"
      ? undefined
      : letterScale(tokens[number.end]?.raw ?? "");
  let scale = behind.scale;
  if (prefix.currency !== undefined && (measure.kind === "unit" || measure.kind === "plain")) {
    if (letter !== undefined && scale === 0) scale = letter;
    measure = { kind: "currency", currency: prefix.currency };
  }
  const factored = behind.factor === one ? number.value : multiply(number.value, behind.factor);
  const value = shift(factored, scale);
  const negative = prefix.negative !== prefix.paren;
  const factorStep = behind.factor.mantissa === 1n ? behind.factor.exponent : 0;
  return {
    value: negative ? negate(value) : value,
    step: number.step + scale + factorStep,
    scale,
    otherScale: prefix.currency === undefined ? behind.otherScale : undefined,
    measure,
    exact: number.exact,
    bare: number.bare && scale === 0 && measure.kind === "plain" && !negative && prefix.at === start,
    leadingZero: number.leadingZero,
    verbalSign: false,
    commaDecimal: number.commaDecimal,
    start,
    end,
  };
}

function readPrefix(tokens: readonly Token[], start: number): Prefix {
  let [at, negative, paren] = [start, false, false];
  let currency: string | undefined;
  for (let token = tokens[at]; token !== undefined && at - start < 5; token = tokens[++at]) {
    const { raw, text, kind } = token;
    const named = kind === "word" || kind === "symbol" ? currencyOf(raw) : undefined;
    if (raw === "(" && !paren && at === start) paren = true;
    else if (raw === "-" || text === "minus" || text === "negative") negative = !negative;
    else if (raw === "+") continue;
    else if (raw === "US" && tokens[at + 1]?.raw === "$") currency = "USD";
    else if (named !== undefined && named !== "cent") currency ??= named;
    else if (raw === "." && currencyOf(tokens[at - 1]?.raw ?? "") !== undefined) continue;
    else break;
  }
  return { negative, paren, currency, at };
}

interface ReadNumber {
  readonly value: Decimal;
  readonly step: number;
  readonly exact: boolean;
  readonly bare: boolean;
  readonly leadingZero: boolean;
  readonly commaDecimal: boolean;
  readonly end: number;
}

function readNumber(tokens: readonly Token[], at: number, words: boolean): ReadNumber | undefined {
  const token = tokens[at];
  const plainFacts = { step: 0, exact: true, bare: false, leadingZero: false, commaDecimal: false };
  if (token?.kind === "word" && words) {
    const found = readNumberWords(tokens, at);
    return found && { ...plainFacts, value: decimal(found.numerator, 0, found.denominator), end: found.end };
  }
  const numeral = token?.kind === "number" ? token.numeral : undefined;
  if (numeral === undefined) return undefined;
  const { value, step, bare, leadingZero, commaDecimal } = numeral;
  const whole = bare ? fractionAt(tokens, at) : undefined;
  if (whole !== undefined) return { ...plainFacts, value: whole, end: at + 3 };
  const part = bare && tokens[at + 1]?.glued === false ? fractionAt(tokens, at + 1) : undefined;
  if (part !== undefined && part.mantissa < part.denominator) {
    const mixed = decimal(value.mantissa * part.denominator + part.mantissa, 0, part.denominator);
    return { ...plainFacts, value: mixed, end: at + 4 };
  }
  const power = readPower(tokens, at, value);
  if (power !== undefined)
    return {
      value: shift(power.mantissa, power.power),
      step: (power.alone ? 0 : step) + power.power,
      exact: power.alone,
      bare: false,
      leadingZero,
      commaDecimal,
      end: power.end,
    };
  return { value, step, exact: false, bare, leadingZero, commaDecimal, end: at + 1 };
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
function readPower(
  tokens: readonly Token[],
  at: number,
  value: Decimal,
): { readonly mantissa: Decimal; readonly power: number; readonly end: number; readonly alone: boolean } | undefined {
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
  return { mantissa: alone ? decimal(1n) : value, power, end, alone };
}
