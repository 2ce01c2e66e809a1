import type { DecidedSets } from "../rows/read-decided.js";
import type { ClassCounts } from "./class-counts.js";

/** The counts of label sets. @param weightOf How much each row counts. */
export function countSets(
  { rows, labels, targets, outputs }: DecidedSets,
  weightOf: (row: number) => number,
): ClassCounts {
  const size = labels.length;
  const [truePositives, predicted, actual] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)];
  let [correct, total] = [0, 0];
  for (let row = 0; row < rows; row++) {
    const weight = weightOf(row);
    let isRight = true;
    for (let label = 0; label < size; label++) {
      const [is, said] = [targets[row * size + label] as number, outputs[row * size + label] as number];
      actual[label] = (actual[label] as number) + is * weight;
      predicted[label] = (predicted[label] as number) + said * weight;
      truePositives[label] = (truePositives[label] as number) + is * said * weight;
      if (is !== said) isRight = false;
    }
    total += weight;
    if (isRight) correct += weight;
  }
  return { labels, truePositives, predicted, actual, correct, total, pairs: undefined };
}
