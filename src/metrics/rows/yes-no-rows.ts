import { InvalidArgumentError } from "../../core/index.js";
import { checkLength, finiteNumbers, rowWeights } from "./inputs.js";

/** One answer a row: yes is 1 or true, no is 0 or false. */
export type YesNo = ArrayLike<number> | ArrayLike<boolean>;

/** Checked rows of a yes/no target. */
export interface YesNoRows {
  /** 0 and 1. */
  readonly targets: Float64Array;
  readonly outputs: Float64Array;
  /** Undefined when every row counts once. */
  readonly weights: Float64Array | undefined;
}

/** @throws {InvalidArgumentError} lengths differ, a target is not yes or no, an output or weight is not finite, a weight is below 0. */
export function yesNoRows(
  place: string,
  targets: YesNo,
  outputs: ArrayLike<number>,
  weights: ArrayLike<number> | undefined,
): YesNoRows {
  checkLength(place, "outputs", outputs, targets.length);
  return {
    targets: yesNoNumbers(place, targets),
    outputs: finiteNumbers(place, "outputs", outputs),
    weights: rowWeights(place, weights, targets.length),
  };
}

/** The same with outputs that are probabilities. @throws {InvalidArgumentError} also where one is outside [0, 1]. */
export function yesNoProbabilities(
  place: string,
  targets: YesNo,
  outputs: ArrayLike<number>,
  weights: ArrayLike<number> | undefined,
): YesNoRows {
  if (
    targets instanceof Float64Array &&
    outputs instanceof Float64Array &&
    outputs.length === targets.length &&
    areFine(targets, outputs)
  )
    return { targets, outputs, weights: rowWeights(place, weights, targets.length) };
  const rows = yesNoRows(place, targets, outputs, weights);
  checkUnitInterval(place, rows.outputs);
  return rows;
}

/** In one walk, as most rows are; which of them is not is found out afterwards. */
function areFine(targets: Float64Array, outputs: Float64Array): boolean {
  for (let row = 0; row < targets.length; row++) {
    const [target, output] = [targets[row] as number, outputs[row] as number];
    if (target * (target - 1) !== 0 || !(output >= 0 && output <= 1)) return false;
  }
  return true;
}

/** Targets as 0 and 1. @throws {InvalidArgumentError} one is neither. */
export function yesNoNumbers(place: string, targets: YesNo): Float64Array {
  const numbers = targets instanceof Float64Array ? targets : Float64Array.from(targets, yesNoNumber);
  for (let row = 0; row < numbers.length; row++) {
    const number = numbers[row] as number;
    // One test that is always false is quicker than two that depend on the row.
    if (number * (number - 1) !== 0)
      throw new InvalidArgumentError(
        place,
        "targets that are 0 or 1, or yes or no",
        targets[row],
        `${targets[row]} at row ${row}`,
      );
  }
  return numbers;
}

function yesNoNumber(target: unknown): number {
  if (typeof target === "boolean") return target ? 1 : 0;
  return typeof target === "number" ? target : Number.NaN;
}

/** @throws {InvalidArgumentError} a probability is outside [0, 1]. */
export function checkUnitInterval(place: string, probabilities: Float64Array, width = 1): void {
  for (let index = 0; index < probabilities.length; index++) {
    const value = probabilities[index] as number;
    if (!(value >= 0 && value <= 1))
      throw new InvalidArgumentError(
        place,
        `probabilities between 0 and 1${value > 1 && value <= 100 ? " (percent? divide by 100)" : ""}`,
        value,
        `${value} at row ${Math.floor(index / width)}`,
      );
  }
}
