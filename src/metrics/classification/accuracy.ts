import { option } from "../../core/house.js";
import { checkMetricOptions } from "../check-metric-options.js";
import { countMetric } from "../count-metric.js";
import { paramsOf } from "../define-metric.js";
import { eachRow, meanMetric } from "../mean-metric.js";
import type { Metric, MetricInput } from "../metric.js";
import { thresholdRule } from "../metric-rules.js";
import { type DecidedRows, readDecided } from "../rows/read-decided.js";
import { lossRange, shareRange } from "../value-range.js";
import { decisionTasks, type ThresholdOptions } from "./class-score-options.js";

/** The share of rows that are right; of label sets, right in every label (scikit-learn's accuracy_score). */
export function accuracy(options: ThresholdOptions = {}): Metric<boolean | string | readonly string[]> {
  checkMetricOptions("accuracy", options, thresholdRule);
  return rightMetric("accuracy", options);
}

/**
 * The share of rows that are wrong; of label sets, wrong in any label (scikit-learn's zero_one_loss).
 * @param options `normalize: false` counts them (or their weight) instead.
 */
export function zeroOneLoss(
  options: ThresholdOptions & { /** @default true */ readonly normalize?: boolean } = {},
): Metric<boolean | string | readonly string[]> {
  checkMetricOptions("zero-one loss", options, { ...thresholdRule, normalize: option.flag });
  if (options.normalize !== false) return rightMetric("zero-one loss", options);
  const name = named("wrong rows", options);
  return countMetric({
    ...facts(name, "lower", options),
    range: lossRange,
    score: ({ correct, total }) => (total > 0 ? total - correct : undefined),
  });
}

/** The share of labels that are wrong: of rows, or of all pairs of row and label for label sets (scikit-learn's hamming_loss). */
export function hammingLoss(options: ThresholdOptions = {}): Metric<boolean | string | readonly string[]> {
  checkMetricOptions("Hamming loss", options, thresholdRule);
  return countMetric({
    ...facts(named("Hamming loss", options), "lower", options),
    score({ labels, actual, predicted, truePositives, correct, total, pairs }) {
      if (total === 0 || labels.length === 0) return undefined;
      if (pairs !== undefined) return (total - correct) / total;
      let wrong = 0;
      for (let label = 0; label < labels.length; label++)
        wrong += (actual[label] as number) + (predicted[label] as number) - 2 * (truePositives[label] as number);
      return wrong / (total * labels.length);
    },
  });
}

/** @param share What a row counts is 1 where it is right, or where it is wrong. */
function rightMetric(
  share: "accuracy" | "zero-one loss",
  options: ThresholdOptions,
): Metric<boolean | string | readonly string[]> {
  const [name, of] = [named(share, options), share === "accuracy"];
  const { threshold, ...known } = facts(name, of ? "higher" : "lower", options);
  return meanMetric({
    ...known,
    decides: true,
    read: (input: MetricInput) => readDecided(name, input, { tasks: decisionTasks, threshold }),
    values(rows) {
      const right = isRight(rows);
      return [eachRow((row) => (of ? (right[row] as number) : 1 - (right[row] as number)))];
    },
  });
}

function isRight({ rows, sets, labels, targets, outputs }: DecidedRows): Float64Array {
  const width = sets ? labels.length : 1;
  const right = new Float64Array(rows).fill(1);
  for (let index = 0; index < rows * width; index++)
    if (targets[index] !== outputs[index]) right[Math.floor(index / width)] = 0;
  return right;
}

function named(name: string, { threshold }: ThresholdOptions): string {
  return threshold === undefined ? name : `${name} at ${threshold}`;
}

function facts(name: string, better: "higher" | "lower", options: ThresholdOptions) {
  return {
    name,
    better,
    range: shareRange,
    tasks: decisionTasks,
    params: paramsOf({ ...options }),
    threshold: options.threshold ?? 0.5,
  };
}
