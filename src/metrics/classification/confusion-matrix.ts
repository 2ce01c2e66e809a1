import { checkArguments, type OptionRules, option } from "../../core/house.js";
import { InvalidArgumentError } from "../../core/index.js";
import { checkMetricOptions } from "../check-metric-options.js";
import { countInto, countsOfSums } from "../count-metric.js";
import { labelsRule } from "../metric-rules.js";
import { type ClassLabel, compareLabels, type Labels } from "../rows/class-label.js";
import { Sums } from "../sums-state.js";
import { countIntegers } from "./pair-counts.js";

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

const rules: OptionRules<ConfusionMatrixOptions> = {
  ...labelsRule,
  weights: option.numbers,
  normalize: option.oneOf("true", "pred", "all"),
};

const place = "confusion matrix";
const mostLabels = 4096;

/**
 * How often each target met each prediction (scikit-learn's confusion_matrix); yes and no stand as 1 and 0.
 *
 * @throws {InvalidArgumentError} none of `labels` occurs among the targets, or more than 4,096 labels occur.
 */
export function confusionMatrix(
  targets: Labels,
  predictions: Labels,
  options: ConfusionMatrixOptions = {},
): ConfusionMatrix {
  checkArguments("confusion matrix", { targets, predictions }, { targets: option.listed, predictions: option.listed });
  checkMetricOptions(place, options, rules);
  const sums = new Sums();
  const demands = { tasks: ["binary", "classes"] as const, threshold: 0.5 };
  const quick = options.weights === undefined ? countIntegers(targets, predictions) : undefined;
  if (quick === undefined) countInto(place, sums, [targets, predictions, options], demands);
  const { pairs } = quick === undefined ? countsOfSums(place, sums) : { pairs: quick };
  const labels = options.labels ?? pairs?.labels ?? [];
  if (labels.length > mostLabels) throw new InvalidArgumentError(place, `at most ${mostLabels} labels`, labels.length);
  const positions = new Map(labels.map((label, position) => [plain(label), position]));
  const counts = labels.map(() => new Float64Array(labels.length));
  let seen = false;
  pairs?.counts.forEach((count, pair) => {
    const [row, column] = [pairs.targets, pairs.outputs].map((codes) =>
      positions.get(plain(pairs.labels[codes[pair] as number] as ClassLabel)),
    );
    if (row !== undefined) seen = true;
    const line = row === undefined ? undefined : counts[row];
    if (line !== undefined && column !== undefined) line[column] = count;
  });
  if (options.labels && targets.length > 0 && !seen)
    throw new InvalidArgumentError(place, "`labels` of which at least one occurs", options.labels);
  return { labels, counts: options.normalize === undefined ? counts : normalized(counts, options.normalize) };
}

function plain(label: ClassLabel): number | string {
  return typeof label === "boolean" ? Number(label) : label;
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
