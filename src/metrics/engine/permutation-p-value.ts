import type { Random } from "../../core/index.js";
import type { PairedStatistic } from "./paired-statistic.js";

/**
 * Two-sided p-value of a difference when the two models' outputs may be swapped in any unit (scipy.stats.permutation_test with
 * permutation_type="samples"): of all swaps where there are no more than `resamples` + 1, else (1 + #) / (resamples + 1).
 * A swap on which the metric has no value counts against the difference. Undefined where the difference is.
 */
export function permutationPValue(
  statistic: PairedStatistic,
  resamples: number,
  random: Random,
): { readonly pValue: number; readonly exact: boolean; readonly clusters: number } | undefined {
  const { difference, units } = statistic;
  if (difference === undefined || units === 0) return undefined;
  // Differences that differ by rounding alone count as equal.
  const least = Math.abs(difference) - 1e-13 * Math.max(1, Math.abs(difference));
  const isFar = (value: number | undefined): boolean => value === undefined || Math.abs(value) >= least;
  const swaps = 2 ** units;
  if (swaps <= resamples + 1) {
    const flags = new Uint8Array(units);
    let count = 0;
    for (let swap = 0; swap < swaps; swap++) {
      for (let unit = 0; unit < units; unit++) flags[unit] = (swap >>> unit) & 1;
      if (isFar(statistic.swapped(flags))) count++;
    }
    return { pValue: count / swaps, exact: true, clusters: units };
  }
  let count = 1;
  for (let resample = 0; resample < resamples; resample++) if (isFar(statistic.swap(random))) count++;
  return { pValue: count / (resamples + 1), exact: false, clusters: units };
}
