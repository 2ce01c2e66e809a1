import { InvalidArgumentError } from "../../core/index.js";
import { checkMetricOptions } from "../check-metric-options.js";
import { numberRules, quantileRule } from "../metric-rules.js";
import type { NumberColumn } from "../rows/read-numbers.js";
import { errorMetric, type NumberMetric, type NumberOptions, type RowError } from "./number-metric.js";

/** Mean |y − p| (scikit-learn's mean_absolute_error). */
export function meanAbsoluteError(options: NumberOptions = {}): NumberMetric {
  return errorMetric({ name: "mean absolute error", error: (target, output) => Math.abs(target - output) }, options);
}

/** Mean (y − p)² (scikit-learn's mean_squared_error). */
export function meanSquaredError(options: NumberOptions = {}): NumberMetric {
  return errorMetric({ name: "mean squared error", error: squaredError }, options);
}

/** The root of the mean of (y − p)², in the target's unit (scikit-learn's root_mean_squared_error): of several outputs the mean of their roots. */
export function rootMeanSquaredError(options: NumberOptions = {}): NumberMetric {
  return errorMetric({ name: "root mean squared error", error: squaredError, finish: Math.sqrt }, options);
}

/** Mean |y − p| / |y|, as a fraction and not a percentage (scikit-learn's mean_absolute_percentage_error): of a target of 0 the error is divided by 2^−52. */
export function meanAbsolutePercentageError(options: NumberOptions = {}): NumberMetric {
  const error: RowError = (target, output) => Math.abs(target - output) / Math.max(Math.abs(target), Number.EPSILON);
  return errorMetric({ name: "mean absolute percentage error", error }, options);
}

/** Mean 2|y − p| / (|y| + |p|), from 0 to 2, where both are 0 it is 0 (Makridakis 1993; scikit-learn has none). */
export function symmetricMeanAbsolutePercentageError(options: NumberOptions = {}): NumberMetric {
  const error: RowError = (target, output) => {
    const size = Math.abs(target) + Math.abs(output);
    return size === 0 ? 0 : (2 * Math.abs(target - output)) / size;
  };
  return errorMetric({ name: "symmetric mean absolute percentage error", range: { low: 0, high: 2 }, error }, options);
}

/** Mean squared difference of log(1 + y) (scikit-learn's mean_squared_log_error). Values of at most −1 are refused. */
export function meanSquaredLogError(options: NumberOptions = {}): NumberMetric {
  const name = "mean squared log error";
  return errorMetric({ name, error: squaredLogError, check: (column) => checkLogarithms(name, column) }, options);
}

/** Its root; of several outputs the mean of their roots (scikit-learn's root_mean_squared_log_error). Values of at most −1 are refused. */
export function rootMeanSquaredLogError(options: NumberOptions = {}): NumberMetric {
  const name = "root mean squared log error";
  const check = (column: NumberColumn): void => checkLogarithms(name, column);
  return errorMetric({ name, error: squaredLogError, finish: Math.sqrt, check }, options);
}

/**
 * Mean pinball loss of outputs that say a quantile (scikit-learn's mean_pinball_loss).
 * @throws {InvalidArgumentError} `alpha` is not between 0 and 1.
 */
export function meanPinballLoss(
  options: NumberOptions & { /** The quantile. @default 0.5 */ readonly alpha?: number } = {},
): NumberMetric {
  checkMetricOptions("pinball loss", options, { ...numberRules, ...quantileRule });
  const { alpha = 0.5, ...rest } = options;
  return errorMetric({ name: `pinball loss at ${alpha}`, params: { alpha }, error: pinballError(alpha) }, rest);
}

/** The loss that the `alpha` quantile makes least. */
export function pinballError(alpha: number): RowError {
  return (target, output) => {
    const difference = target - output;
    return difference >= 0 ? alpha * difference : (alpha - 1) * difference;
  };
}

function squaredError(target: number, output: number): number {
  return (target - output) * (target - output);
}

function squaredLogError(target: number, output: number): number {
  return squaredError(Math.log1p(target), Math.log1p(output));
}

function checkLogarithms(place: string, { targets, outputs }: NumberColumn): void {
  for (const [name, values] of [["targets", targets] as const, ["outputs", outputs] as const]) {
    const row = values.findIndex((value) => value <= -1);
    if (row >= 0)
      throw new InvalidArgumentError(place, `${name} above -1`, values[row], `${values[row]} at row ${row}`);
  }
}
