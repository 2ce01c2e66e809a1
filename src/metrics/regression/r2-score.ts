import { weightedMean } from "../inputs.js";
import type { Numbers, RegressionOptions, RegressionRows } from "./output-columns.js";
import { regressionScore } from "./regression-score.js";
import { squaredError } from "./row-errors.js";

/**
 * The share of the targets' variance that outputs explain, 1 − Σ(y − p)² / Σ(y − ȳ)² (scikit-learn's r2_score): of targets that are all
 * the same 1 when hit exactly, else 0. Undefined of fewer than two rows.
 *
 * @throws {InvalidArgumentError} lengths differ, a value is not finite, or a weight is below 0.
 */
export function r2Score(targets: Numbers, outputs: Numbers, options: RegressionOptions = {}): number | undefined {
  return regressionScore("R2", targets, outputs, options, r2OfRows);
}

/** The same with the mean error taken off first, so that a constant error costs nothing (scikit-learn's explained_variance_score). */
export function explainedVarianceScore(
  targets: Numbers,
  outputs: Numbers,
  options: RegressionOptions = {},
): number | undefined {
  return regressionScore("explained variance", targets, outputs, options, ({ targets, outputs, weights }) => {
    const errors = targets.map((target, row) => target - (outputs[row] as number));
    const rest = spread(errors, weights);
    const whole = spread(targets, weights);
    return rest === undefined || whole === undefined ? undefined : explained(rest, whole);
  });
}

export function r2OfRows({ targets, outputs, weights }: RegressionRows): number | undefined {
  if (targets.length < 2) return undefined;
  const rest = weightedMean(
    outputs.map((output, row) => squaredError(output, targets[row] as number)),
    weights,
  );
  const whole = spread(targets, weights);
  return rest === undefined || whole === undefined ? undefined : explained(rest, whole);
}

/** @param whole Of targets that are all the same 0. */
export function explained(rest: number, whole: number): number {
  if (whole === 0) return rest === 0 ? 1 : 0;
  return 1 - rest / whole;
}

/** The variance; exactly 0 where all values are the same, which rounding of their mean would hide. */
function spread(values: Float64Array, weights: Float64Array | undefined): number | undefined {
  if (values.every((value) => value === values[0])) return values.length === 0 ? undefined : 0;
  const mean = weightedMean(values, weights);
  if (mean === undefined) return undefined;
  return weightedMean(
    values.map((value) => (value - mean) * (value - mean)),
    weights,
  );
}
