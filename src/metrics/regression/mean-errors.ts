import { InvalidArgumentError } from "../../core/index.js";
import type { Numbers, RegressionOptions, RegressionRows } from "./output-columns.js";
import { meanOfRows, regressionScore } from "./regression-score.js";
import {
  absoluteError,
  absolutePercentageError,
  pinballError,
  squaredError,
  squaredLogError,
  symmetricPercentageError,
} from "./row-errors.js";

/** Mean |y − p| (scikit-learn's mean_absolute_error). Undefined of no rows, as all of these. */
export function meanAbsoluteErrorScore(targets: Numbers, outputs: Numbers, options: RegressionOptions = {}) {
  return meanScore("mean absolute error", targets, outputs, options, absoluteError);
}

/** Mean (y − p)² (scikit-learn's mean_squared_error). */
export function meanSquaredErrorScore(targets: Numbers, outputs: Numbers, options: RegressionOptions = {}) {
  return meanScore("mean squared error", targets, outputs, options, squaredError);
}

/** The root of the mean of (y − p)², in the target's unit (scikit-learn's root_mean_squared_error): of several outputs the mean of their roots. */
export function rootMeanSquaredErrorScore(targets: Numbers, outputs: Numbers, options: RegressionOptions = {}) {
  return rootScore("root mean squared error", targets, outputs, options, squaredError);
}

/** Mean |y − p| / |y|, as a fraction and not a percentage (scikit-learn's mean_absolute_percentage_error): of a target of 0 the error is divided by 2^−52. */
export function meanAbsolutePercentageErrorScore(targets: Numbers, outputs: Numbers, options: RegressionOptions = {}) {
  return meanScore("mean absolute percentage error", targets, outputs, options, absolutePercentageError);
}

/** Mean 2|y − p| / (|y| + |p|), from 0 to 2, where both are 0 it is 0 (Makridakis 1993; scikit-learn has none). */
export function symmetricMeanAbsolutePercentageErrorScore(
  targets: Numbers,
  outputs: Numbers,
  options: RegressionOptions = {},
) {
  return meanScore("symmetric mean absolute percentage error", targets, outputs, options, symmetricPercentageError);
}

/** Mean squared difference of log(1 + y) (scikit-learn's mean_squared_log_error). @throws {InvalidArgumentError} a value is at most −1. */
export function meanSquaredLogErrorScore(targets: Numbers, outputs: Numbers, options: RegressionOptions = {}) {
  const place = "mean squared log error";
  return regressionScore(place, targets, outputs, options, (rows) => {
    checkLogarithms(place, rows);
    return meanOfRows(rows, squaredLogError);
  });
}

/** Its root; of several outputs the mean of their roots (scikit-learn's root_mean_squared_log_error). @throws {InvalidArgumentError} a value is at most −1. */
export function rootMeanSquaredLogErrorScore(targets: Numbers, outputs: Numbers, options: RegressionOptions = {}) {
  const place = "root mean squared log error";
  return regressionScore(place, targets, outputs, options, (rows) => {
    checkLogarithms(place, rows);
    return root(meanOfRows(rows, squaredLogError));
  });
}

/** Mean pinball loss of a quantile's predictions (scikit-learn's mean_pinball_loss). @throws {InvalidArgumentError} `alpha` is not between 0 and 1. */
export function meanPinballLossScore(
  targets: Numbers,
  outputs: Numbers,
  options: RegressionOptions & { /** The quantile. @default 0.5 */ readonly alpha?: number } = {},
) {
  const [place, { alpha = 0.5 }] = ["pinball loss", options];
  checkAlpha(place, alpha);
  return meanScore(place, targets, outputs, options, pinballError(alpha));
}

export function checkAlpha(place: string, alpha: number): void {
  if (!(alpha >= 0 && alpha <= 1)) throw new InvalidArgumentError(place, "`alpha` between 0 and 1", alpha);
}

/** @throws {InvalidArgumentError} a value is at most −1. */
export function checkLogarithms(place: string, rows: Pick<RegressionRows, "targets" | "outputs">): void {
  for (const [name, values] of [["targets", rows.targets] as const, ["outputs", rows.outputs] as const]) {
    const row = values.findIndex((value) => value <= -1);
    if (row >= 0) throw new InvalidArgumentError(place, `${name} above -1`, `${values[row]} at row ${row}`);
  }
}

function meanScore(
  place: string,
  targets: Numbers,
  outputs: Numbers,
  options: RegressionOptions,
  value: (output: number, target: number) => number,
): number | undefined {
  return regressionScore(place, targets, outputs, options, (rows) => meanOfRows(rows, value));
}

function rootScore(
  place: string,
  targets: Numbers,
  outputs: Numbers,
  options: RegressionOptions,
  value: (output: number, target: number) => number,
): number | undefined {
  return regressionScore(place, targets, outputs, options, (rows) => root(meanOfRows(rows, value)));
}

function root(value: number | undefined): number | undefined {
  return value === undefined ? undefined : Math.sqrt(value);
}
