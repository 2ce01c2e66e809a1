import { InvalidArgumentError } from "../core/index.js";
import { chiSquareTest } from "../stats/house.js";

export interface SampleRatio {
  readonly mismatch: boolean;
  readonly pValue: number | undefined;
  readonly expected: { readonly [arm: string]: number };
  readonly message: string;
}

/**
 * Checks whether arms got the units they should: a mismatch means that assignment or logging is broken and no effect can be believed.
 * Check it within one epoch: when shares changed, counts of different epochs do not belong together.
 *
 * @param weights The intended shares, in any unit; an arm of weight 0 must have got nobody.
 * @param options.alpha @default 0.001
 */
export function sampleRatioMismatch(
  counts: { readonly [arm: string]: number },
  weights: { readonly [arm: string]: number },
  options: { readonly alpha?: number } = {},
): SampleRatio {
  const { alpha = 0.001 } = options;
  const arms = [...new Set([...Object.keys(counts), ...Object.keys(weights)])].sort();
  const total = arms.reduce((sum, arm) => sum + (counts[arm] ?? 0), 0);
  const weight = arms.reduce((sum, arm) => sum + (weights[arm] ?? 0), 0);
  if (!(weight > 0)) throw new InvalidArgumentError("sample ratio", "weights that add up to more than 0", weight);
  const expected = Object.fromEntries(arms.map((arm) => [arm, (total * (weights[arm] ?? 0)) / weight]));
  const test = chiSquareTest(
    arms.map((arm) => counts[arm] ?? 0),
    arms.map((arm) => expected[arm] ?? 0),
  );
  const stray = arms.filter((arm) => (weights[arm] ?? 0) === 0 && (counts[arm] ?? 0) > 0);
  const mismatch = stray.length > 0 || (test !== undefined && test.pValue < alpha);
  const message =
    stray.length > 0
      ? `${stray.join(", ")} got units but should get none`
      : mismatch
        ? "arms did not get the units they should"
        : "arms got the units they should";
  return { mismatch, pValue: test?.pValue, expected, message };
}
