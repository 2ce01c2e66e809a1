import { averagePass, type PassEstimate, type PassOptions, type PassResult, shareOfSubsets } from "./pass-estimate.js";

/**
 * The probability that at least one of `k` samples of a problem is right, averaged over problems: the unbiased
 * 1 − C(n − c, k) / C(n, k) of Chen et al. 2021 (Evaluating Large Language Models Trained on Code), n samples of which c are right.
 * Undefined when a problem has fewer than `k` samples, and of no problems.
 * @throws {InvalidArgumentError} `k` is no whole number of at least 1, or counts are none, or more are right than there are samples.
 */
export function passAtK(
  results: readonly PassResult[],
  k: number,
  options: PassOptions = {},
): PassEstimate | undefined {
  return averagePass("pass at k", results, k, options, ({ samples, correct }) => {
    return 1 - shareOfSubsets(samples - correct, samples, k);
  });
}
