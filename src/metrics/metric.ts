import type { JsonObject } from "../core/index.js";
import type { ClassLabel } from "./classification/class-label.js";

declare const targetType: unique symbol;

/**
 * A number that says how good outputs are. Outputs of a yes/no target are probabilities of yes, its targets 0 and 1;
 * those of class labels are both positions in the sorted `labels`.
 * Undefined where scikit-learn would warn or fail: no rows, one class only where two are needed.
 */
export interface Metric<in Target> {
  /** scikit-learn's name in words, e.g. `log loss`. */
  readonly name: string;
  readonly better: "higher" | "lower";
  /** What its value depends on besides outputs and targets. @default {} */
  readonly params?: JsonObject;
  compute(outputs: Float64Array, targets: Float64Array, labels?: readonly ClassLabel[]): number | undefined;
  /** For metrics that are a mean over rows: each row's part, so that comparisons can be paired row by row. */
  rowValues?(outputs: Float64Array, targets: Float64Array, labels?: readonly ClassLabel[]): Float64Array;
  /** The value without each cluster in turn, where that is quicker than computing it so many times. @param codes Each row's cluster, below `clusters`. */
  withoutClusters?(
    outputs: Float64Array,
    targets: Float64Array,
    codes: Int32Array,
    clusters: number,
    labels?: readonly ClassLabel[],
  ): Float64Array | undefined;
  readonly [targetType]?: (target: Target) => void;
}

/** A metric that is the mean of a value per row. */
export function rowMetric<Target>(
  name: string,
  better: "higher" | "lower",
  value: (output: number, target: number) => number,
): Metric<Target> {
  const rowValues = (outputs: Float64Array, targets: Float64Array): Float64Array => {
    const values = new Float64Array(outputs.length);
    for (let row = 0; row < values.length; row++) values[row] = value(outputs[row] as number, targets[row] as number);
    return values;
  };
  return {
    name,
    better,
    rowValues,
    compute(outputs, targets) {
      if (outputs.length === 0) return undefined;
      let sum = 0;
      for (let row = 0; row < outputs.length; row++) sum += value(outputs[row] as number, targets[row] as number);
      return sum / outputs.length;
    },
  };
}
