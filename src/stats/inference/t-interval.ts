import { studentT } from "../distributions/distributions.js";

export interface Interval {
  readonly low: number;
  readonly high: number;
  readonly confidence: number;
}

interface Estimate {
  readonly estimate: number;
  readonly standardError: number | undefined;
  readonly degreesOfFreedom: number;
}

/** The two-sided t interval of an estimate; undefined without a standard error. */
export function tInterval(estimate: Estimate, confidence = 0.95): Interval | undefined {
  const { standardError, degreesOfFreedom } = estimate;
  if (standardError === undefined || degreesOfFreedom < 1) return undefined;
  const reach = studentT.quantile(0.5 + confidence / 2, degreesOfFreedom) * standardError;
  return { low: estimate.estimate - reach, high: estimate.estimate + reach, confidence };
}

/** The two-sided p-value of the hypothesis that the true value is `value`. */
export function tTestPValue(estimate: Estimate, value = 0): number | undefined {
  const { standardError, degreesOfFreedom } = estimate;
  if (standardError === undefined || degreesOfFreedom < 1) return undefined;
  const distance = Math.abs(estimate.estimate - value);
  if (standardError === 0) return distance === 0 ? 1 : 0;
  return Math.min(1, 2 * studentT.upperTail(distance / standardError, degreesOfFreedom));
}

/**
 * The smallest true effect that a one-sided t test at `alpha` finds with probability `power`:
 * (t(1 − alpha) + t(power)) × standard error.
 */
export function minimumDetectableEffect(
  estimate: { readonly standardError: number | undefined; readonly degreesOfFreedom: number },
  options: { readonly alpha?: number; readonly power?: number } = {},
): number | undefined {
  const { alpha = 0.05, power = 0.8 } = options;
  const { standardError, degreesOfFreedom } = estimate;
  if (standardError === undefined || degreesOfFreedom < 1) return undefined;
  return (studentT.quantile(1 - alpha, degreesOfFreedom) + studentT.quantile(power, degreesOfFreedom)) * standardError;
}
