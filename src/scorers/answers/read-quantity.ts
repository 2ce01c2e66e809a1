import { multiply, negate, shift } from "./decimal.js";
import { coinOf, currencyOf } from "./measures/currencies.js";
import { letterScale, scaleOf } from "./measures/scales.js";
import type { Quantity } from "./quantity.js";
import { one, type ReadMeasure, readMeasure } from "./read-measure.js";
import { readNumber } from "./read-number.js";
import type { Token } from "./token.js";

interface Prefix {
  readonly minus: boolean;
  readonly plus: boolean;
  /** The minus may be a dash. */
  readonly dash: boolean;
  readonly bracket: boolean;
  readonly currency: string | undefined;
  readonly at: number;
}

/** Reads the quantity whose sign, bracket, currency or digits begin at token `start`; in words only when `words` is set. */
export function readQuantity(tokens: readonly Token[], start: number, words = false): Quantity | undefined {
  const prefix = readPrefix(tokens, start);
  const number = readNumber(tokens, prefix.at, words);
  if (number === undefined) return undefined;
  const inner = readMeasure(tokens, number.end);
  const closed = prefix.bracket && tokens[inner.end]?.raw === ")";
  if (prefix.bracket && !closed) return prefix.at === start + 1 ? undefined : readQuantity(tokens, start + 1, words);
  const behind = withStatedScale(tokens, closed ? outer(inner, readMeasure(tokens, inner.end + 1)) : inner);
  const { scale, measure } = withCurrency(behind, prefix.currency, tokens[number.end]?.raw ?? "");
  const factored = behind.factor === one ? number.value : multiply(number.value, behind.factor);
  const factorStep = behind.factor.mantissa === 1n ? behind.factor.exponent : 0;
  const digitsAlone = number.bare && scale === 0 && measure.kind === "plain";
  const loss = closed && !prefix.minus && !number.exact && !(digitsAlone && isEqualled(tokens[start - 1]));
  const value = shift(factored, scale);
  return {
    value: prefix.minus || loss ? negate(value) : value,
    step: number.step + scale + factorStep,
    scale,
    otherScale: prefix.currency === undefined ? behind.otherScale : undefined,
    measure,
    exact: number.exact,
    bare: number.bare && scale === 0 && measure.kind === "plain" && !prefix.minus && prefix.at === start,
    leadingZero: number.leadingZero,
    sign: loss ? (digitsAlone ? "bare-brackets" : "brackets") : signOf(prefix),
    commaDecimal: number.commaDecimal,
    start,
    end: behind.end,
  };
}

function signOf({ minus, plus, dash }: Prefix): Quantity["sign"] {
  if (!minus && !plus) return "none";
  return minus && dash ? "dash" : "printed";
}

/** `(87.4) million`, `$(32)%`: what stands behind the bracket, unless it stood within. */
function outer(inner: ReadMeasure, behind: ReadMeasure): ReadMeasure {
  const { end } = inner;
  if (inner.measure.kind !== "plain") return { ...inner, end: end + 1 };
  return inner.scale === 0 ? behind : { ...behind, scale: inner.scale };
}

/** Digits in brackets that something equals are no loss: `is (42)`. */
function isEqualled(before: Token | undefined): boolean {
  return before !== undefined && ["is", "was", "=", ":", "equals"].includes(before.text);
}

/** `1,577 (in thousands)`, `1,577 in millions`. */
function withStatedScale(tokens: readonly Token[], behind: ReadMeasure): ReadMeasure {
  if (behind.scale !== 0 || behind.measure.kind === "percent" || behind.measure.kind === "unit") return behind;
  const open = tokens[behind.end]?.raw === "(" ? 1 : 0;
  if (tokens[behind.end + open]?.text !== "in") return behind;
  const word = tokens[behind.end + open + 1]?.text ?? "";
  const scale = word.endsWith("s") ? scaleOf(word) : undefined;
  if (scale === undefined) return behind;
  const end = behind.end + open + 2;
  return { ...behind, scale, end: open === 1 && tokens[end]?.raw === ")" ? end + 1 : end };
}

function withCurrency(
  behind: ReadMeasure,
  currency: string | undefined,
  suffix: string,
): Pick<ReadMeasure, "scale" | "measure"> {
  const { scale, measure } = behind;
  if (currency === undefined || (measure.kind !== "unit" && measure.kind !== "plain")) return { scale, measure };
  // `$5m` is five million: money has no metres.
  return { scale: scale === 0 ? (letterScale(suffix) ?? 0) : scale, measure: { kind: "currency", currency } };
}

function readPrefix(tokens: readonly Token[], start: number): Prefix {
  let [at, minus, plus, dash, bracket] = [start, false, false, false, false];
  let currency: string | undefined;
  for (let token = tokens[at]; token !== undefined && at - start < 5; token = tokens[++at]) {
    const { raw, text, kind } = token;
    const named = kind === "word" || kind === "symbol" ? currencyOf(raw) : undefined;
    if (raw === "(" && !bracket && (at === start || currency !== undefined)) bracket = true;
    else if (raw === "-" || text === "minus" || text === "negative") {
      // `Change — -32%`: of two the first is a dash.
      minus = dash || !minus;
      dash = raw === "-" && at > 0 && !token.newLine && !token.glued && tokens[at + 1]?.glued === false;
    } else if (raw === "+") plus = true;
    else if (raw === "US" && tokens[at + 1]?.raw === "$") currency = "USD";
    else if (named !== undefined && coinOf(raw, false) === undefined) currency ??= named;
    else if (raw === "." && currencyOf(tokens[at - 1]?.raw ?? "") !== undefined) continue;
    else break;
  }
  return { minus, plus, dash, bracket, currency, at };
}
