import { checkArguments, checkOptions, option } from "../../core/house.js";
import { InvalidArgumentError } from "../../core/index.js";
import { clusterRobustMean, tInterval } from "../../stats/house.js";
import type { Interval } from "../../stats/index.js";

/** One problem: how many answers were sampled and how many of them are right. */
export interface PassResult {
  readonly samples: number;
  readonly correct: number;
}

export interface PassOptions {
  /** Of the interval. @default 0.95 */
  readonly confidence?: number;
}

export interface PassEstimate {
  readonly value: number;
  /** Student's t over problems, cut to 0..1; undefined of one problem. */
  readonly interval: Interval | undefined;
  readonly problems: number;
}

export function averagePass(
  place: string,
  results: readonly PassResult[],
  k: number,
  options: PassOptions,
  estimate: (result: PassResult) => number,
): PassEstimate | undefined {
  checkArguments(place, { results }, { results: option.listOf(option.noun) });
  checkOptions(place, options, { confidence: option.level });
  const { confidence = 0.95 } = options;
  if (!(Number.isSafeInteger(k) && k >= 1))
    throw new InvalidArgumentError(place, "`k` to be a whole number of at least 1", k);
  for (const [index, { samples, correct }] of results.entries())
    if (!(Number.isSafeInteger(samples) && Number.isSafeInteger(correct) && 0 <= correct && correct <= samples))
      throw new InvalidArgumentError(place, `whole numbers 0 <= correct <= samples in result ${index}`, {
        samples,
        correct,
      });
  if (results.some(({ samples }) => samples < k)) return undefined;
  const mean = clusterRobustMean(results.map(estimate));
  if (mean === undefined) return undefined;
  const interval = tInterval(mean, confidence);
  return {
    value: mean.estimate,
    interval: interval && { ...interval, low: Math.max(0, interval.low), high: Math.min(1, interval.high) },
    problems: results.length,
  };
}

/** C(part, k) / C(whole, k) as a product of ratios: no factorial, so no overflow. */
export function shareOfSubsets(part: number, whole: number, k: number): number {
  if (part < k) return 0;
  // The same fraction is Π (part − i) / (whole − i) over k factors and Π (whole − k − i) / (whole − i) over whole − part.
  const [top, factors] = k <= whole - part ? [part, k] : [whole - k, whole - part];
  let share = 1;
  for (let index = 0; index < factors && share > 0; index++) share *= (top - index) / (whole - index);
  return share;
}
