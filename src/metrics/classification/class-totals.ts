import { type ClassLabel, compareLabels } from "./class-label.js";

/**
 * What precision, recall, F, accuracy, Matthews' and Cohen's coefficients need to know of rows: by class, how many (or how much weight)
 * were rightly predicted, predicted at all, and in truth. Plain data: two of them can be merged, so parts may be counted by workers.
 */
export interface ClassTotals {
  readonly labels: readonly ClassLabel[];
  readonly truePositives: Float64Array;
  readonly predicted: Float64Array;
  readonly actual: Float64Array;
  /** Rows that are right in all their labels. */
  readonly correct: number;
  readonly total: number;
}

/** The totals of the rows of both. */
export function mergeClassTotals(left: ClassTotals, right: ClassTotals): ClassTotals {
  const labels = [...new Set([...left.labels, ...right.labels])].sort(compareLabels);
  const [ours, theirs] = [left, right].map(({ labels }) => new Map(labels.map((label, position) => [label, position])));
  const add = (name: "truePositives" | "predicted" | "actual"): Float64Array =>
    Float64Array.from(
      labels,
      (label) => (left[name][ours?.get(label) ?? -1] ?? 0) + (right[name][theirs?.get(label) ?? -1] ?? 0),
    );
  return {
    labels,
    truePositives: add("truePositives"),
    predicted: add("predicted"),
    actual: add("actual"),
    correct: left.correct + right.correct,
    total: left.total + right.total,
  };
}
