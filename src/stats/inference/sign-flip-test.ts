import { createRandom, InvalidArgumentError, type Random } from "../../core/index.js";
import { clusterRows, clusterSums } from "./cluster-rows.js";
import { signFlipTail } from "./sign-flip-tail.js";

export interface SignFlipOptions {
  /** Whole clusters are flipped. @default every value a cluster of its own */
  readonly clusters?: ArrayLike<string | number>;
  /** Random flips where not all can be tried. @default 9999 */
  readonly resamples?: number;
  /** Of the flips: a seed, or a stream. @default 0 */
  readonly seed?: number | string | Random;
}

export interface SignFlipResult {
  /** The mean of the values. */
  readonly estimate: number;
  /** Two-sided. */
  readonly pValue: number;
  /** Whether every flip was counted. */
  readonly exact: boolean;
  readonly clusters: number;
}

// 2^16 sums are quicker than the default number of random ones.
const mostEnumerated = 16;

/**
 * Paired permutation test that the mean is zero: under the hypothesis each cluster's values could as well have the other sign
 * (Fisher 1935; scipy.stats.permutation_test of the mean with permutation_type="samples", which flips single values).
 * Exact for whole-numbered sums and for up to 16 clusters, otherwise by random flips with p = (1 + #) / (resamples + 1).
 * Undefined of no values.
 */
export function signFlipTest(values: ArrayLike<number>, options: SignFlipOptions = {}): SignFlipResult | undefined {
  const { clusters, resamples = 9999, seed = 0 } = options;
  if (!(Number.isSafeInteger(resamples) && resamples > 0))
    throw new InvalidArgumentError("sign-flip test", "`resamples` to be a whole number above 0", resamples);
  if (values.length === 0) return undefined;
  const groups = clusterRows("sign-flip test", values.length, clusters);
  const sums = clusterSums(values, groups);
  const total = sums.reduce((sum, value) => sum + value, 0);
  const known = { estimate: total / values.length, clusters: groups.clusters };
  const tail = signFlipTail(sums);
  if (tail !== undefined) return { ...known, pValue: tail.atLeast, exact: true };
  const flipped = sums.filter((sum) => sum !== 0);
  // Sums that differ by rounding alone count as equal.
  const slack = 1e-13 * flipped.reduce((sum, value) => sum + Math.abs(value), 0);
  const least = Math.abs(total) - slack;
  if (flipped.length <= mostEnumerated) return { ...known, pValue: shareAtLeast(flipped, least), exact: true };
  const random = typeof seed === "function" ? seed : createRandom(seed).stream("sign flips");
  let count = 0;
  for (let resample = 0; resample < resamples; resample++)
    if (Math.abs(2 * sumOfHalf(flipped, random) - total) >= least) count++;
  return { ...known, pValue: (1 + count) / (resamples + 1), exact: false };
}

/** The share of all signs whose sum is at least so far from zero. */
function shareAtLeast(values: Float64Array, least: number): number {
  if (values.length === 0) return 1;
  const count = (index: number, sum: number): number =>
    index === values.length
      ? Number(Math.abs(sum) >= least)
      : count(index + 1, sum + (values[index] as number)) + count(index + 1, sum - (values[index] as number));
  // The other half of all signs mirrors the half in which the first is a plus.
  return count(1, values[0] as number) / 2 ** (values.length - 1);
}

/** The sum of values each taken with chance ½. */
function sumOfHalf(values: Float64Array, random: Random): number {
  let sum = 0;
  for (let start = 0; start < values.length; start += 32) {
    let bits = Math.floor(random() * 4_294_967_296);
    const end = Math.min(start + 32, values.length);
    for (let index = start; index < end; index++) {
      sum += (values[index] as number) * (bits & 1);
      bits >>>= 1;
    }
  }
  return sum;
}
