import type { Numbers, RegressionOptions, RegressionRows } from "./output-columns.js";
import { regressionScore } from "./regression-score.js";

/**
 * The median of |y − p| (scikit-learn's median_absolute_error): of evenly many rows the mean of the middle two, by weight where the
 * cumulated weight is half. Undefined of no rows.
 *
 * @throws {InvalidArgumentError} lengths differ, a value is not finite, or a weight is below 0.
 */
export function medianAbsoluteErrorScore(
  targets: Numbers,
  outputs: Numbers,
  options: RegressionOptions = {},
): number | undefined {
  return regressionScore("median absolute error", targets, outputs, options, medianOfErrors);
}

/** The largest |y − p| (scikit-learn's max_error). Undefined of no rows. */
export function maxErrorScore(targets: ArrayLike<number>, outputs: ArrayLike<number>): number | undefined {
  return regressionScore("max error", targets, outputs, {}, (rows) =>
    rows.targets.length === 0 ? undefined : errorsOf(rows).reduce((most, error) => Math.max(most, error), 0),
  );
}

export function medianOfErrors(rows: RegressionRows): number | undefined {
  const errors = errorsOf(rows);
  if (rows.weights === undefined) {
    if (errors.length === 0) return undefined;
    errors.sort();
    const [below, above] = [(errors.length - 1) >> 1, errors.length >> 1];
    return ((errors[below] as number) + (errors[above] as number)) / 2;
  }
  return weightedMedian(errors, rows.weights);
}

function errorsOf({ targets, outputs }: RegressionRows): Float64Array {
  return targets.map((target, row) => Math.abs(target - (outputs[row] as number)));
}

/** Where the cumulated weight passes half; the mean of two where it meets half (within 2^−52, as scikit-learn's _weighted_percentile). */
function weightedMedian(values: Float64Array, weights: Float64Array): number | undefined {
  const order = Uint32Array.from(values, (_, row) => row)
    .filter((row) => (weights[row] as number) > 0)
    .sort((left, right) => (values[left] as number) - (values[right] as number));
  const half = order.reduce((sum, row) => sum + (weights[row] as number), 0) / 2;
  let weight = 0;
  for (let position = 0; position < order.length; position++) {
    const row = order[position] as number;
    weight += weights[row] as number;
    if (weight < half) continue;
    const value = values[row] as number;
    const next = order[position + 1];
    return next === undefined || weight - half > Number.EPSILON ? value : (value + (values[next] as number)) / 2;
  }
  return undefined;
}
