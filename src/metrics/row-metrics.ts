import { InvalidArgumentError } from "../core/index.js";
import { type Metric, rowMetric } from "./metric.js";
import { meanLogLoss, rowLogLoss } from "./scores/mean-log-loss.js";

/** Mean negative log likelihood of a yes/no target, natural logarithm, probabilities clipped to [2^−52, 1 − 2^−52] (scikit-learn's log_loss). */
export function logLoss(): Metric<boolean> {
  return { ...rowMetric("log loss", "lower", rowLogLoss), compute: meanLogLoss };
}

/** Mean squared distance of the probability from what happened (scikit-learn's brier_score_loss). */
export function brierScore(): Metric<boolean> {
  return rowMetric("Brier score", "lower", (output, target) => (output - target) * (output - target));
}

/** Share of rows where the probability is on the right side of the threshold. */
export function accuracy(options: { readonly threshold?: number } = {}): Metric<boolean> {
  const { threshold = 0.5 } = options;
  return rowMetric("accuracy", "higher", (output, target) => ((output >= threshold ? 1 : 0) === target ? 1 : 0));
}

/** Mean cost per row when outputs at or above the threshold are acted on. */
export function costAt(options: {
  readonly threshold: number;
  readonly falsePositive: number;
  readonly falseNegative: number;
}): Metric<boolean> {
  const { threshold, falsePositive, falseNegative } = options;
  if (!(threshold >= 0 && threshold <= 1))
    throw new InvalidArgumentError("cost", "`threshold` between 0 and 1", threshold);
  return rowMetric(`cost at ${threshold}`, "lower", (output, target) =>
    output >= threshold ? (target === 1 ? 0 : falsePositive) : target === 1 ? falseNegative : 0,
  );
}

export function meanAbsoluteError(): Metric<number> {
  return rowMetric("mean absolute error", "lower", (output, target) => Math.abs(output - target));
}

export function meanSquaredError(): Metric<number> {
  return rowMetric("mean squared error", "lower", (output, target) => (output - target) * (output - target));
}

/** The square root of the mean squared error, in the target's unit. */
export function rootMeanSquaredError(): Metric<number> {
  const squared = meanSquaredError();
  return {
    name: "root mean squared error",
    better: "lower",
    compute(outputs, targets) {
      const value = squared.compute(outputs, targets);
      return value === undefined ? undefined : Math.sqrt(value);
    },
  };
}
