import type { AnswerRule, AnswerWarning } from "./answer-match.js";
import { type Asked, nothingAsked } from "./asked.js";
import {
  absolute,
  compare,
  type Decimal,
  decimal,
  decimalFromNumber,
  isTerminating,
  multiply,
  negate,
  shift,
  subtract,
  toNumber,
} from "./decimal.js";
import type { Tolerance } from "./match-answer-options.js";
import { looksLikeYear, type Quantity } from "./quantity.js";
import { type Reading, readingsOf } from "./readings.js";

/** How a number compares with the gold, in the gold's unit. */
export interface Comparison {
  readonly rule: AnswerRule;
  readonly match: boolean;
  readonly answer: Decimal;
  readonly gold: Decimal;
  readonly warnings: readonly AnswerWarning[];
}

const half = decimal(5n, -1);
/** How far, in powers of ten, a number may round from a gold of two digits. */
const slipLimit = 0.03;
/** A truncated answer may be off by at most this share of the gold. */
const truncationLimit = decimal(5n, -2);

/** Compares by the gold's printed precision, unit and sign; the question completes a bare gold. */
export function compareQuantities(
  gold: Quantity,
  answer: Quantity,
  tolerance: Tolerance,
  asked: Asked = nothingAsked,
): Comparison {
  const compared = readingsOf(gold, answer, asked).map((reading) => judge(reading, answer, tolerance));
  const [first] = compared;
  if (first === undefined)
    return { rule: "unit-mismatch", match: false, answer: answer.value, gold: gold.value, warnings: [] };
  return compared.find(({ match }) => match) ?? compared.find(({ rule }) => rule === "coarser") ?? first;
}

function judge({ value, gold, warnings }: Reading, answer: Quantity, tolerance: Tolerance): Comparison {
  const told = warnings.slice();
  const verbal = answer.sign === "falls" || answer.sign === "rises";
  if (verbal && !told.includes("verbal-sign")) told.push("verbal-sign");
  if (answer.commaDecimal) told.push("ambiguous-separator");
  const rule = acceptedBy(value, gold, answer, tolerance);
  return {
    rule: rule ?? refusal(value, gold, answer, tolerance),
    match: rule !== undefined,
    answer: value,
    gold: gold.value,
    warnings: told,
  };
}

function acceptedBy(
  value: Decimal,
  gold: Quantity,
  answer: Quantity,
  { absoluteTolerance = 0, relativeTolerance = 0, precision }: Tolerance,
): AnswerRule | undefined {
  const target = gold.value;
  if (compare(value, target) === 0) return "equal";
  const error = absolute(subtract(value, target));
  const years = looksLikeYear(gold) && looksLikeYear(answer);
  const strict = precision === "exact" || years || gold.leadingZero || target.mantissa === 0n;
  const sameSign = value.mantissa < 0n === target.mantissa < 0n || value.mantissa === 0n;
  if (!strict && !gold.exact && sameSign) {
    const rule = asPrinted(value, target, error, decimal(1n, gold.step));
    if (rule !== undefined) return rule;
  }
  const printed = answer.step + (answer.measure.kind === "percent" && gold.measure.kind !== "percent" ? -2 : 0);
  const repeats = gold.exact && !isTerminating(target) && !answer.exact && printed <= -2;
  if (!strict && repeats && sameSign && compare(error, decimal(1n, printed)) < 0) return "repeating-fraction";
  if (absoluteTolerance > 0 && compare(error, decimalFromNumber(absoluteTolerance)) <= 0) return "absolute-tolerance";
  if (relativeTolerance > 0 && sameSign) {
    const allowed = multiply(absolute(target), decimalFromNumber(relativeTolerance));
    if (compare(error, allowed) <= 0) return "relative-tolerance";
  }
  return undefined;
}

/** Rounded or cut off at the gold's last printed digit it is the gold. */
function asPrinted(value: Decimal, target: Decimal, error: Decimal, unit: Decimal): AnswerRule | undefined {
  const [beyond, halfway] = [compare(absolute(value), absolute(target)), compare(error, multiply(unit, half))];
  if (halfway < 0 || (halfway === 0 && beyond < 0)) return "rounds";
  const near = compare(error, multiply(absolute(target), truncationLimit)) <= 0;
  return beyond > 0 && near && compare(error, unit) < 0 ? "truncates" : undefined;
}

/** What kind of wrong it is: the sign, a power of ten, fewer digits than the gold's, or just the number. */
function refusal(value: Decimal, gold: Quantity, answer: Quantity, tolerance: Tolerance): AnswerRule {
  const target = gold.value;
  if (target.mantissa === 0n || value.mantissa === 0n) return "beyond-tolerance";
  const opposite = value.mantissa < 0n !== target.mantissa < 0n;
  if (opposite && acceptedBy(negate(value), gold, answer, tolerance) !== undefined) return "sign-flip";
  if (isSlipped(value, gold, answer, tolerance)) return "scale-slip";
  return isCoarser(value, gold, answer) ? "coarser" : "beyond-tolerance";
}

/** It would be right at another power of ten: exactly, or rounded at a scale that has a word, but not to a gold of one digit. */
function isSlipped(value: Decimal, gold: Quantity, answer: Quantity, { precision }: Tolerance): boolean {
  const target = gold.value;
  const ratio = Math.log10(Math.abs(toNumber(value) / toNumber(target)));
  const power = Math.round(ratio);
  if (power === 0 || Math.abs(ratio - power) > slipLimit) return false;
  const moved = shift(value, -power);
  if (compare(moved, target) === 0) return true;
  const usual = power % 3 === 0 || Math.abs(power) === 2;
  if (!usual || compare(absolute(target), decimal(1n, gold.step + 1)) < 0) return false;
  return acceptedBy(moved, gold, answer, { precision }) !== undefined;
}

/** The gold rounds to the answer's digits, of which there are two at least. */
function isCoarser(value: Decimal, gold: Quantity, answer: Quantity): boolean {
  if (answer.exact || looksLikeYear(gold) || gold.leadingZero) return false;
  const moved = value.exponent - answer.value.exponent;
  const step = answer.step + moved;
  if (step <= gold.step && !gold.exact) return false;
  const error = absolute(subtract(value, gold.value));
  const unit = decimal(1n, step);
  return compare(error, multiply(unit, half)) <= 0 && compare(absolute(value), shift(unit, 1)) >= 0;
}
