import { InvalidArgumentError } from "../../core/index.js";
import { checkLength, rowWeights } from "../inputs.js";
import type { LabelSets } from "./class-label.js";
import type { ClassTotals } from "./class-totals.js";

/** @throws {InvalidArgumentError} rows differ in length. */
export function countLabelSets(
  place: string,
  targets: LabelSets,
  predictions: LabelSets,
  weights: ArrayLike<number> | undefined,
): ClassTotals {
  const size = labelCount(place, targets, predictions);
  const weight = rowWeights(place, weights, targets.length);
  const [truePositives, predicted, actual] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)];
  let [correct, total] = [0, 0];
  for (let row = 0; row < targets.length; row++) {
    const [truth, guess] = [targets[row] as ArrayLike<number>, predictions[row] as ArrayLike<number>];
    const one = weight === undefined ? 1 : (weight[row] as number);
    let same = true;
    for (let label = 0; label < size; label++) {
      const [is, said] = [Boolean(truth[label]), Boolean(guess[label])];
      if (is) actual[label] = (actual[label] as number) + one;
      if (said) predicted[label] = (predicted[label] as number) + one;
      if (is && said) truePositives[label] = (truePositives[label] as number) + one;
      if (is !== said) same = false;
    }
    total += one;
    if (same) correct += one;
  }
  return {
    labels: Array.from({ length: size }, (_, label) => label),
    truePositives,
    predicted,
    actual,
    correct,
    total,
  };
}

/** How many labels each row of both has. */
export function labelCount(place: string, targets: LabelSets, predictions: ArrayLike<ArrayLike<unknown>>): number {
  checkLength(place, "predictions", predictions, targets.length);
  const size = targets[0]?.length ?? 0;
  for (const rows of [targets, predictions])
    for (let row = 0; row < rows.length; row++)
      if (rows[row]?.length !== size)
        throw new InvalidArgumentError(place, `rows of ${size} labels`, `${rows[row]?.length} at row ${row}`);
  return size;
}
