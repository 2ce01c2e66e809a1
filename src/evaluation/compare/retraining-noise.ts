import { checkArguments, checkOptions, option } from "../../core/house.js";
import { InvalidArgumentError } from "../../core/index.js";
import { tInterval, tTestPValue } from "../../stats/house.js";
import type { Interval } from "../../stats/index.js";

export interface RetrainingNoiseOptions {
  /**
   * The share of rows that each fit was tested on, of fits that share training rows: splits drawn again and again, or folds.
   * Left out, fits are independent: other seeds or other training rows, the same test rows.
   */
  readonly testShare?: number;
  /** @default 0.95 */
  readonly confidence?: number;
}

export interface RetrainingNoise {
  /** The mean difference over the fits. */
  readonly estimate: number;
  readonly standardError: number;
  readonly interval: Interval;
  /** Two-sided. */
  readonly pValue: number;
  /** How far apart two fits of one pair of recipes are: the standard deviation of the differences. */
  readonly spread: number;
  readonly fits: number;
}

/**
 * Whether one recipe is better than another beyond the luck of a training run: give the difference of a metric of each repeated pair of
 * fits. Fits on overlapping training rows are not independent; their variance is (1/k + testShare/(1 − testShare)) · s² (Nadeau and
 * Bengio 2003, Machine Learning 52:239), with k − 1 degrees of freedom. Undefined of fewer than two fits, or of fits that all differ by the same.
 *
 * @throws {InvalidArgumentError} `testShare` is not between 0 and 1, or a difference is not a finite number.
 */
export function retrainingNoise(
  differences: ArrayLike<number>,
  options: RetrainingNoiseOptions = {},
): RetrainingNoise | undefined {
  checkArguments("retraining noise", { differences }, { differences: option.rows });
  checkOptions("retraining noise", options, { testShare: option.level, confidence: option.level });
  const { testShare, confidence = 0.95 } = options;
  const values = Float64Array.from(differences);
  const bad = values.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) throw new InvalidArgumentError("retraining noise", `a finite difference of fit ${bad}`, values[bad]);
  const fits = values.length;
  if (fits < 2) return undefined;
  const estimate = values.reduce((sum, value) => sum + value, 0) / fits;
  const spread = Math.sqrt(
    values.reduce((sum, value) => sum + (value - estimate) * (value - estimate), 0) / (fits - 1),
  );
  const overlap = testShare === undefined ? 0 : testShare / (1 - testShare);
  const standardError = Math.sqrt(1 / fits + overlap) * spread;
  if (spread <= 1e-12 * Math.abs(estimate) && estimate !== 0) return undefined;
  const robust = { estimate, standardError, degreesOfFreedom: fits - 1 };
  const [interval, pValue] = [tInterval(robust, confidence), tTestPValue(robust)];
  return interval && pValue !== undefined ? { estimate, standardError, interval, pValue, spread, fits } : undefined;
}
