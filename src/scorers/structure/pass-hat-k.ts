import { averagePass, type PassEstimate, type PassOptions, type PassResult, shareOfSubsets } from "./pass-estimate.js";

/**
 * The probability that all of `k` samples of a problem are right (pass^k), averaged over problems: the unbiased C(c, k) / C(n, k)
 * of Yao et al. 2024 (τ-bench). It says how dependable a model is, where `passAtK` says what it can do with retries.
 * Undefined when a problem has fewer than `k` samples, and of no problems.
 * @throws {InvalidArgumentError} as `passAtK`.
 */
export function passHatK(
  results: readonly PassResult[],
  k: number,
  options: PassOptions = {},
): PassEstimate | undefined {
  return averagePass("pass hat k", results, k, options, ({ samples, correct }) => shareOfSubsets(correct, samples, k));
}
