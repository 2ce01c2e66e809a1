import { InvalidArgumentError } from "../../core/index.js";
import { type ClassLabel, compareLabels, type Labels } from "./class-label.js";
import { countPairs } from "./count-pairs.js";

/** How often each target met each prediction. Plain data: two of them can be merged, so parts may be counted by workers. */
export interface ConfusionMatrix {
  readonly labels: readonly ClassLabel[];
  /** `counts[i][j]`: the rows (or their weight) of target `labels[i]` that were predicted `labels[j]`. */
  readonly counts: readonly Float64Array[];
}

export interface ConfusionMatrixOptions {
  /** The labels to show, in this order; rows with another target or prediction are left out. @default all that occur, sorted */
  readonly labels?: readonly ClassLabel[];
  readonly weights?: ArrayLike<number>;
  /** Shares of each target's row, of each prediction's column, or of all. A share of nothing is 0. */
  readonly normalize?: "true" | "pred" | "all";
}

const place = "confusion matrix";

/**
 * scikit-learn's confusion_matrix.
 *
 * @throws {InvalidArgumentError} none of `labels` occurs among the targets, or more than 4,096 labels occur.
 */
export function confusionMatrix(
  targets: Labels,
  predictions: Labels,
  options: ConfusionMatrixOptions = {},
): ConfusionMatrix {
  const pairs = countPairs(place, targets, predictions, options.weights);
  if (pairs === undefined) throw new InvalidArgumentError(place, "at most 4,096 labels", "more");
  const size = pairs.labels.length;
  const labels = options.labels ?? pairs.labels;
  const positions = new Map(pairs.labels.map((label, position) => [label, position]));
  const seen = labels.some((label) => {
    const row = positions.get(label);
    return row !== undefined && targets.length > 0;
  });
  if (options.labels && targets.length > 0 && !seen)
    throw new InvalidArgumentError(place, "`labels` of which at least one occurs", options.labels);
  const counts = labels.map((target) =>
    Float64Array.from(labels, (prediction) => {
      const [row, column] = [positions.get(target), positions.get(prediction)];
      return row === undefined || column === undefined ? 0 : (pairs.table[row * size + column] as number);
    }),
  );
  return { labels, counts: options.normalize === undefined ? counts : normalized(counts, options.normalize) };
}

/** The matrix of the rows of both, over the labels of either. Counts, not shares: merge before normalizing. */
export function mergeConfusionMatrices(left: ConfusionMatrix, right: ConfusionMatrix): ConfusionMatrix {
  const labels = [...new Set([...left.labels, ...right.labels])].sort(compareLabels);
  const counts = labels.map((target) =>
    Float64Array.from(labels, (prediction) => countAt(left, target, prediction) + countAt(right, target, prediction)),
  );
  return { labels, counts };
}

function countAt({ labels, counts }: ConfusionMatrix, target: ClassLabel, prediction: ClassLabel): number {
  return counts[labels.indexOf(target)]?.[labels.indexOf(prediction)] ?? 0;
}

function normalized(counts: readonly Float64Array[], by: "true" | "pred" | "all"): readonly Float64Array[] {
  const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
  const rows = Float64Array.from(counts, sum);
  const columns = Float64Array.from(counts, (_, column) =>
    counts.reduce((total, row) => total + (row[column] as number), 0),
  );
  const all = sum(rows);
  return counts.map((values, row) =>
    values.map((value, column) => {
      const total = by === "true" ? rows[row] : by === "pred" ? columns[column] : all;
      return total ? value / total : 0;
    }),
  );
}
