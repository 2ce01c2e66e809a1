import type { AnswerWarning } from "./answer-match.js";
import { type Asked, askedMeasure } from "./asked.js";
import { type Decimal, divide, multiply, negate, shift } from "./decimal.js";
import type { Measure } from "./measures/measure.js";
import { sameMeasure } from "./measures/same-measure.js";
import { type Quantity, unscaled } from "./quantity.js";

/** One way to understand an answer: its value in the gold's unit, beside the gold in that understanding. */
export interface Reading {
  readonly value: Decimal;
  readonly gold: Quantity;
  readonly warnings: readonly AnswerWarning[];
}

/** All readings of an answer beside a gold; more than one where the texts leave it open, none where the units differ. */
export function readingsOf(gold: Quantity, answer: Quantity, asked: Asked): readonly Reading[] {
  const scaled = gold.scale === 0 && gold.measure.kind === "plain" ? asked.scale : 0;
  const readings: Reading[] = [];
  // Loops without lists in between: every answer comes by here.
  for (const reading of measuredReadings(gold, answer, asked)) addSigned(readings, reading, answer, asked);
  for (const reading of scaledReadings(gold, answer, asked, scaled)) addSigned(readings, reading, answer, asked);
  return readings;
}

function read(gold: Quantity, value: Decimal, ...warnings: AnswerWarning[]): Reading {
  return { value, gold, warnings };
}

/** The answer in the gold's measure, as both stand. */
function measuredReadings(gold: Quantity, answer: Quantity, asked: Asked): readonly Reading[] {
  const [mine, theirs] = [answer.measure, gold.measure];
  const { value } = answer;
  const readings: Reading[] = [];
  if (mine.kind === "unit" && theirs.kind === "unit") {
    if (sameMeasure(theirs, mine))
      readings.push(read(gold, divide(multiply(value, mine.unit.factor), theirs.unit.factor)));
  } else if (sameMeasure(theirs, mine)) {
    readings.push(read(gold, value));
    if (mine.kind === "plain" && asked.percent && asked.scale === 0)
      readings.push(read(gold, shift(value, -2), "ambiguous-unit"));
  } else if (theirs.kind === "percent" && mine.kind === "plain") {
    readings.push(read(gold, shift(value, 2)));
    if (asked.percent) readings.push(read(gold, value));
  } else if (theirs.kind === "plain" && mine.kind === "percent") {
    if (excluded(mine, asked)) return [];
    if (asked.percent) readings.push(read(gold, value));
    readings.push(read(gold, shift(value, -2)));
  } else if (mine.kind === "points" || theirs.kind === "points") readings.push(...pointReadings(gold, answer));
  else if (theirs.kind === "plain" || mine.kind === "plain") {
    if (theirs.kind === "plain" && excluded(mine, asked)) return [];
    if (asked.scale === 0 || theirs.kind !== "plain" || answer.scale === 0)
      readings.push(read(gold, value, "unchecked-unit"));
  }
  if (answer.otherScale !== undefined && (theirs.kind !== "unit" || gold.otherScale !== undefined))
    readings.push(read(gold, shift(value, answer.otherScale), "ambiguous-unit"));
  if (gold.otherScale !== undefined && mine.kind !== "unit")
    readings.push(read(gold, shift(value, -gold.otherScale), "ambiguous-unit"));
  return readings;
}

/** The question asks for another unit than the answer's: 40% is no amount in dollars. */
function excluded(mine: Measure, asked: Asked): boolean {
  const wanted = askedMeasure(asked);
  if (wanted === undefined || mine.kind === "points") return false;
  return !sameMeasure(wanted, mine);
}

/** Basis points are written for percent too; percentage points for a change of a percentage are another quantity. */
function pointReadings(gold: Quantity, answer: Quantity): readonly Reading[] {
  const [mine, theirs] = [answer.measure, gold.measure];
  const { value } = answer;
  if (mine.kind === "points" && theirs.kind === "plain")
    return [
      { value, gold, warnings: ["unchecked-unit"] },
      // 75 basis points are 0.75 of a point, and 0.0075 as a number.
      { value: shift(value, -2), gold, warnings: ["ambiguous-unit"] },
    ];
  if (mine.kind === "plain") return [{ value, gold, warnings: ["unchecked-unit"] }];
  const points = mine.kind === "points" ? mine : theirs;
  const ofPercent = mine.kind === "percent" || theirs.kind === "percent";
  return ofPercent && points.kind === "points" && points.basis === true
    ? [{ value, gold, warnings: ["ambiguous-unit"] }]
    : [];
}

const nothing: readonly Reading[] = [];

/** Scales that went without saying: `8.7` for `$8.738 billion`, `$302,578,000` for `303` asked in millions. */
function scaledReadings(gold: Quantity, answer: Quantity, asked: Asked, scale: number): readonly Reading[] {
  const { kind } = answer.measure;
  const amount = kind === "currency" || kind === "plain";
  if (!amount || excludedAmount(answer, asked)) return nothing;
  const warnings: readonly AnswerWarning[] = ["implied-scale"];
  if (scale > 0) {
    const written = { ...gold, value: shift(gold.value, scale), step: gold.step + scale, scale, bare: false };
    return [{ value: answer.value, gold: written, warnings }];
  }
  if (answer.scale > 0 && gold.scale === 0 && gold.measure.kind === "plain" && kind === "currency" && isAmount(gold))
    return [{ value: unscaled(answer).value, gold, warnings }];
  if (gold.scale > 0 && answer.scale === 0 && asked.scale > 0)
    return [{ value: shift(answer.value, asked.scale), gold, warnings }];
  return nothing;
}

/** A few digits alone may count anything; many digits or decimals are an amount whose scale went without saying. */
function isAmount({ bare, value }: Quantity): boolean {
  return !bare || value.mantissa >= 1000n;
}

function excludedAmount(answer: Quantity, asked: Asked): boolean {
  return answer.measure.kind !== "plain" && excluded(answer.measure, asked);
}

/** "By how much did it fall?" "32%": the question holds the direction of a value that states none. */
function addSigned(readings: Reading[], reading: Reading, answer: Quantity, asked: Asked): void {
  readings.push(reading);
  const { value, gold } = reading;
  if (value.mantissa < 0n === gold.value.mantissa < 0n || value.mantissa === 0n || gold.value.mantissa === 0n) return;
  if (answer.sign === "bare-brackets" && asked.currency === undefined) readings.push(turned(reading, "ambiguous-sign"));
  else if (asked.fall && (value.mantissa < 0n || answer.sign === "none")) readings.push(turned(reading, "verbal-sign"));
}

function turned({ value, gold, warnings }: Reading, warning: AnswerWarning): Reading {
  return { value: negate(value), gold, warnings: warnings.includes(warning) ? warnings : [...warnings, warning] };
}
