import { fallingOrder } from "../../stats/house.js";
import type { YesNoRows } from "../rows/yes-no-rows.js";

/** True and false positives (or their weight) when rows at or above each threshold are called yes. */
export interface ThresholdCounts {
  /** The distinct outputs of rows that weigh something, falling. */
  readonly thresholds: Float64Array;
  readonly truePositives: Float64Array;
  readonly falsePositives: Float64Array;
}

/**
 * scikit-learn's confusion_matrix_at_thresholds: rows of no weight set no threshold.
 * @param order The rows by falling output, where it is known.
 */
export function thresholdCounts(
  { targets, outputs, weights }: YesNoRows,
  order: Uint32Array = fallingOrder(outputs),
): ThresholdCounts {
  const [thresholds, truePositives, falsePositives] = [0, 1, 2].map(() => new Float64Array(order.length)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  let [count, yes, no] = [0, 0, 0];
  for (let position = 0; position < order.length; position++) {
    const row = order[position] as number;
    const weight = weights === undefined ? 1 : (weights[row] as number);
    if (weight === 0) continue;
    const output = outputs[row] as number;
    if (targets[row] === 1) yes += weight;
    else no += weight;
    if (count === 0 || thresholds[count - 1] !== output) thresholds[count++] = output;
    truePositives[count - 1] = yes;
    falsePositives[count - 1] = no;
  }
  return {
    thresholds: thresholds.subarray(0, count),
    truePositives: truePositives.subarray(0, count),
    falsePositives: falsePositives.subarray(0, count),
  };
}
