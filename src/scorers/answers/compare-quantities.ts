import type { AnswerRule, AnswerWarning } from "./answer-match.js";
import {
  absolute,
  compare,
  type Decimal,
  decimal,
  decimalFromNumber,
  divide,
  isTerminating,
  multiply,
  negate,
  shift,
  subtract,
  toNumber,
} from "./decimal.js";
import type { MatchAnswerOptions } from "./match-answer-options.js";
import { sameMeasure } from "./measures/same-measure.js";
import { looksLikeYear, type Quantity, unscaled } from "./quantity.js";
import { falling } from "./word-lists.js";

/** How a number compares with the gold, in the gold's unit. */
export interface Comparison {
  readonly rule: AnswerRule;
  readonly match: boolean;
  readonly prediction: Decimal;
  readonly gold: Decimal;
  readonly warnings: readonly AnswerWarning[];
}

const half = decimal(5n, -1);
/** A truncated answer may be off by at most this share of the gold. */
const truncationLimit = decimal(5n, -2);

/** Compares by the gold's printed precision, unit and sign; the question completes a bare gold. */
export function compareQuantities(prediction: Quantity, gold: Quantity, options: MatchAnswerOptions): Comparison {
  const readings = readingsOf(prediction, gold, options.question?.toLowerCase() ?? "");
  const compared = readings.map(({ value, warnings }) => judge(value, prediction, gold, options, warnings));
  const [first] = compared;
  if (first === undefined)
    return { rule: "unit-mismatch", match: false, prediction: prediction.value, gold: gold.value, warnings: [] };
  return compared.find(({ match }) => match) ?? first;
}

interface Reading {
  readonly value: Decimal;
  readonly warnings: readonly AnswerWarning[];
}

/** The prediction's value in the gold's unit; more than one where the texts leave it open, none where the units differ. */
function readingsOf(prediction: Quantity, gold: Quantity, question: string): readonly Reading[] {
  const readings: Reading[] = [];
  const asked = question !== "" && /percent|%/.test(question);
  const [mine, theirs] = [prediction.measure, gold.measure];
  const add = (value: Decimal, ...warnings: AnswerWarning[]): number => readings.push({ value, warnings });
  if (mine.kind === "unit" && theirs.kind === "unit") {
    if (sameMeasure(mine, theirs)) add(divide(multiply(prediction.value, mine.unit.factor), theirs.unit.factor));
  } else if (sameMeasure(mine, theirs)) add(prediction.value);
  else if (theirs.kind === "percent" && mine.kind === "plain") {
    add(shift(prediction.value, 2));
    if (asked) add(prediction.value);
  } else if (theirs.kind === "plain" && mine.kind === "percent") {
    if (asked) add(prediction.value);
    add(shift(prediction.value, -2));
  } else if (
    (theirs.kind === "points" && mine.kind === "percent") ||
    (theirs.kind === "percent" && mine.kind === "points")
  ) {
    // Basis points are written for both; percentage points for a change of a percentage are another quantity.
    if (mine.kind === "points" ? prediction.step <= -2 && prediction.value.exponent <= -2 : gold.value.exponent <= -2)
      add(prediction.value, "ambiguous-unit");
  } else if (theirs.kind === "plain" && mine.kind === "points") {
    add(prediction.value, "unchecked-unit");
    // 75 basis points are 0.75 of a point, and 0.0075 as a number.
    if (prediction.step <= -2) add(shift(prediction.value, -2), "ambiguous-unit");
  } else if (theirs.kind === "plain") add(prediction.value, "unchecked-unit");
  else if (mine.kind === "plain") add(prediction.value, "unchecked-unit");
  if (prediction.otherScale !== undefined && (theirs.kind !== "unit" || gold.otherScale !== undefined))
    add(shift(prediction.value, prediction.otherScale), "ambiguous-unit");
  if (gold.otherScale !== undefined && mine.kind !== "unit")
    add(shift(prediction.value, -gold.otherScale), "ambiguous-unit");
  // A human reads "8.7" as right for "$8.738 billion": the scale went without saying.
  const implied =
    prediction.scale > 0 &&
    gold.scale === 0 &&
    theirs.kind === "plain" &&
    (mine.kind === "currency" || /million|billion|thousand|trillion/.test(question));
  if (implied && !gold.bare) add(unscaled(prediction).value, "implied-scale");
  else if (implied && question !== "") add(unscaled(prediction).value, "implied-scale");
  const scaleAsked = gold.scale > 0 && prediction.scale === 0 ? scaleInQuestion(question) : 0;
  if (scaleAsked > 0) add(shift(prediction.value, scaleAsked), "implied-scale");
  return readings;
}

function scaleInQuestion(question: string): number {
  const found = /\bin (?:[a-z$]+ )?(thousand|million|billion|trillion)s?\b/.exec(question)?.[1];
  return found === undefined ? 0 : ({ thousand: 3, million: 6, billion: 9, trillion: 12 }[found] ?? 0);
}

function judge(
  value: Decimal,
  prediction: Quantity,
  gold: Quantity,
  options: MatchAnswerOptions,
  warnings: readonly AnswerWarning[],
): Comparison {
  const told = warnings.slice();
  if (prediction.verbalSign) told.push("verbal-sign");
  if (prediction.commaDecimal) told.push("ambiguous-separator");
  let oriented = value;
  // "By how much did it fall?" "32%": the question holds the direction, so either sign of the answer means it.
  if (value.mantissa < 0n !== gold.value.mantissa < 0n && asksForFall(options.question)) {
    oriented = negate(value);
    if (!told.includes("verbal-sign")) told.push("verbal-sign");
  }
  const rule = decide(oriented, prediction, gold, options);
  return { rule: rule.rule, match: rule.match, prediction: oriented, gold: gold.value, warnings: told };
}

function asksForFall(question = ""): boolean {
  const words = question.toLowerCase().split(/[^a-z]+/);
  return words.some((word) => falling.has(word));
}

function decide(
  value: Decimal,
  prediction: Quantity,
  gold: Quantity,
  options: MatchAnswerOptions,
): { readonly rule: AnswerRule; readonly match: boolean } {
  const target = gold.value;
  if (compare(value, target) === 0) return { rule: "equal", match: true };
  const error = absolute(subtract(value, target));
  const strict = options.precision === "exact" || looksLikeYear(gold) || gold.leadingZero || target.mantissa === 0n;
  const sameSign = value.mantissa < 0n === target.mantissa < 0n || value.mantissa === 0n;
  if (!strict && !gold.exact && sameSign) {
    const unit = decimal(1n, gold.step);
    if (
      compare(error, multiply(unit, half)) < 0 ||
      (compare(error, multiply(unit, half)) === 0 && compare(absolute(value), absolute(target)) < 0)
    )
      return { rule: "rounds", match: true };
    const beyond = compare(absolute(value), absolute(target)) > 0;
    const near = compare(error, multiply(absolute(target), truncationLimit)) <= 0;
    if (beyond && near && compare(error, unit) < 0) return { rule: "truncates", match: true };
  }
  const printed = prediction.step + (prediction.measure.kind === "percent" && gold.measure.kind !== "percent" ? -2 : 0);
  const repeats = gold.exact && !isTerminating(target) && !prediction.exact && printed <= -2;
  if (!strict && repeats && sameSign && compare(error, decimal(1n, printed)) < 0)
    return { rule: "repeating-fraction", match: true };
  const { absoluteTolerance = 0, relativeTolerance = 0 } = options;
  if (absoluteTolerance > 0 && compare(error, decimalFromNumber(absoluteTolerance)) <= 0)
    return { rule: "absolute-tolerance", match: true };
  if (
    relativeTolerance > 0 &&
    sameSign &&
    compare(error, multiply(absolute(target), decimalFromNumber(relativeTolerance))) <= 0
  )
    return { rule: "relative-tolerance", match: true };
  return { rule: refusal(value, target), match: false };
}

/** What kind of wrong it is: the sign, a power of ten, or just the number. */
function refusal(value: Decimal, target: Decimal): AnswerRule {
  if (target.mantissa === 0n || value.mantissa === 0n) return "beyond-tolerance";
  if (compare(negate(value), target) === 0) return "sign-flip";
  const ratio = Math.log10(Math.abs(toNumber(value) / toNumber(target)));
  const power = Math.round(ratio);
  if (power !== 0 && Math.abs(ratio - power) < 1e-6 && compare(shift(value, -power), target) === 0) return "scale-slip";
  return "beyond-tolerance";
}
