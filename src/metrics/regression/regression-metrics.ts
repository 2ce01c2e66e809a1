import { type Metric, rowMetric } from "../metric.js";
import { checkAlpha, checkLogarithms } from "./mean-errors.js";
import { medianOfErrors } from "./median-absolute-error-score.js";
import { r2OfRows } from "./r2-score.js";
import { absolutePercentageError, pinballError, squaredLogError, symmetricPercentageError } from "./row-errors.js";

/** The median of |y − p| (scikit-learn's median_absolute_error). */
export function medianAbsoluteError(): Metric<number> {
  return {
    name: "median absolute error",
    better: "lower",
    compute: (outputs, targets) => medianOfErrors({ targets, outputs, weights: undefined }),
  };
}

/** The share of variance explained (scikit-learn's r2_score). Undefined of fewer than two rows. */
export function r2(): Metric<number> {
  return {
    name: "R2",
    better: "higher",
    compute: (outputs, targets) => r2OfRows({ targets, outputs, weights: undefined }),
  };
}

/** As a fraction (scikit-learn's mean_absolute_percentage_error). */
export function meanAbsolutePercentageError(): Metric<number> {
  return rowMetric("mean absolute percentage error", "lower", absolutePercentageError);
}

/** From 0 to 2: mean 2|y − p| / (|y| + |p|). */
export function symmetricMeanAbsolutePercentageError(): Metric<number> {
  return rowMetric("symmetric mean absolute percentage error", "lower", symmetricPercentageError);
}

/**
 * Of outputs that say the `alpha` quantile (scikit-learn's mean_pinball_loss).
 * @param options `alpha` is 0.5 by default.
 * @throws {InvalidArgumentError} `alpha` is not between 0 and 1.
 */
export function pinballLoss(options: { readonly alpha?: number } = {}): Metric<number> {
  const { alpha = 0.5 } = options;
  checkAlpha("pinball loss", alpha);
  return rowMetric(`pinball loss at ${alpha}`, "lower", pinballError(alpha));
}

/** Of log(1 + y) (scikit-learn's mean_squared_log_error); computing it throws InvalidArgumentError when a value is at most −1. */
export function meanSquaredLogError(): Metric<number> {
  const metric = rowMetric<number>("mean squared log error", "lower", squaredLogError);
  return {
    ...metric,
    compute(outputs, targets) {
      checkLogarithms("mean squared log error", { targets, outputs });
      return metric.compute(outputs, targets);
    },
    rowValues(outputs, targets) {
      checkLogarithms("mean squared log error", { targets, outputs });
      return outputs.map((output, row) => squaredLogError(output, targets[row] as number));
    },
  };
}
