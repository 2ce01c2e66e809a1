import { InvalidArgumentError } from "../core/index.js";
import { type CellMetric, cellMetric } from "./cell-metric.js";

export interface DecisionMetricOptions {
  /** Outputs at or above it are a yes. @default 0.5 */
  readonly threshold?: number;
}

/** F1 of yes when outputs at or above the threshold are a yes (scikit-learn's f1_score, with zero_division undefined). */
export function f1At(options: DecisionMetricOptions = {}): CellMetric<boolean> {
  return decisionMetric("F1", options, (yes, falseYes, falseNo) => (2 * yes) / (2 * yes + falseYes + falseNo));
}

/** The share of yes outputs that are right (scikit-learn's precision_score, with zero_division undefined). */
export function precisionAt(options: DecisionMetricOptions = {}): CellMetric<boolean> {
  return decisionMetric("precision", options, (yes, falseYes) => yes / (yes + falseYes));
}

/** The share of true yeses that are found (scikit-learn's recall_score, with zero_division undefined). */
export function recallAt(options: DecisionMetricOptions = {}): CellMetric<boolean> {
  return decisionMetric("recall", options, (yes, _, falseNo) => yes / (yes + falseNo));
}

function decisionMetric(
  name: string,
  { threshold = 0.5 }: DecisionMetricOptions,
  score: (truePositives: number, falsePositives: number, falseNegatives: number) => number,
): CellMetric<boolean> {
  if (!Number.isFinite(threshold)) throw new InvalidArgumentError(name, "`threshold` to be a finite number", threshold);
  return cellMetric(
    `${name} at ${threshold}`,
    "higher",
    4,
    (output, target) => 2 * (target === 1 ? 1 : 0) + (output >= threshold ? 1 : 0),
    (counts) => {
      const value = score(counts[3] as number, counts[1] as number, counts[2] as number);
      return Number.isNaN(value) ? undefined : value;
    },
  );
}
