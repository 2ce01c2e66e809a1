import { checkArguments, checkOptions, listed, type OptionRules, option } from "../core/house.js";
import { InvalidArgumentError } from "../core/index.js";
import { multinomialEvidence } from "../stats/house.js";

export interface SampleRatio {
  readonly mismatch: boolean;
  /**
   * Always valid: below alpha at any of all the looks with probability alpha at most, if the arms get what they should. Undefined while nobody
   * is in the experiment, or when there is one arm only.
   */
  readonly pValue: number | undefined;
  readonly expected: { readonly [arm: string]: number };
  readonly message: string;
}

export interface SampleRatioOptions {
  /** The chance of ever raising a false alarm, however often one looks. @default 0.001 */
  readonly alpha?: number;
}

const rules: OptionRules<SampleRatioOptions> = { alpha: option.level };

/**
 * Checks whether arms got the units they should: a mismatch means that assignment or logging is broken and no effect can be believed.
 * Look as often as you like: the test is sequential (Lindon and Malek 2022, "Anytime-valid inference for multinomial count data").
 * Check it within one epoch: when shares changed, counts of different epochs do not belong together.
 *
 * @param counts Different units by arm. @param weights The intended shares, in any unit; an arm of weight 0 must have got nobody.
 * @throws {InvalidArgumentError} names of counts and weights do not match, a count is no whole number, a weight is negative or no number, or all weights are 0.
 */
export function sampleRatioMismatch(
  counts: { readonly [arm: string]: number },
  weights: { readonly [arm: string]: number },
  options: SampleRatioOptions = {},
): SampleRatio {
  checkArguments("sample ratio", { counts, weights }, { counts: option.noun, weights: option.noun });
  const place = "sample ratio";
  checkOptions(place, options, rules);
  const { alpha = 0.001 } = options;
  const arms = [...new Set([...Object.keys(counts), ...Object.keys(weights)])].sort();
  const countOf = (arm: string): number => (Object.hasOwn(counts, arm) ? (counts[arm] as number) : 0);
  const weightOf = (arm: string): number => (Object.hasOwn(weights, arm) ? (weights[arm] as number) : 0);
  for (const arm of arms) {
    if (!(Number.isSafeInteger(countOf(arm)) && countOf(arm) >= 0))
      throw new InvalidArgumentError(place, `a whole number of units in arm ${arm}`, countOf(arm));
    if (!(weightOf(arm) >= 0 && weightOf(arm) < Number.POSITIVE_INFINITY))
      throw new InvalidArgumentError(place, `a weight from 0 for arm ${arm}`, weightOf(arm));
  }
  refuseMisnamed(counts, weights);
  const total = arms.reduce((sum, arm) => sum + countOf(arm), 0);
  const weight = arms.reduce((sum, arm) => sum + weightOf(arm), 0);
  if (!(weight > 0)) throw new InvalidArgumentError(place, "weights that add up to more than 0", weight);
  const share = (arm: string): number => weightOf(arm) / weight;
  const expected = Object.fromEntries(arms.map((arm) => [arm, total * share(arm)]));
  const found = (mismatch: boolean, pValue: number | undefined, message: string): SampleRatio => ({
    mismatch,
    pValue,
    expected,
    message,
  });
  if (total === 0) return found(false, undefined, "nobody is in the experiment yet: nothing can be said");
  const stray = arms.filter((arm) => weightOf(arm) === 0 && countOf(arm) > 0);
  if (stray.length > 0)
    return found(true, 0, `${stray.map((arm) => `${arm} (${countOf(arm)})`).join(", ")} got units but should get none`);
  const drawn = arms.filter((arm) => weightOf(arm) > 0);
  if (drawn.length < 2) return found(false, undefined, "there is one arm only: nothing to compare");
  const evidence = multinomialEvidence(drawn.map(countOf), drawn.map(share));
  const pValue = Math.min(1, Math.exp(-evidence));
  const numbers = drawn.map((arm) => `${arm} ${countOf(arm)} for ${Math.round(total * share(arm))}`).join(", ");
  return pValue < alpha
    ? found(true, pValue, `arms did not get the units they should at level ${alpha}: ${numbers} (p ${said(pValue)})`)
    : found(false, pValue, `no mismatch is shown at level ${alpha}: ${numbers} (p ${said(pValue)})`);
}

/** Two digits, and no more than is so. */
function said(pValue: number): string {
  return String(Number(pValue.toPrecision(2)));
}

/** An arm that got nobody has no count, and a stray one no weight; both at once are names that do not match. */
function refuseMisnamed(counts: object, weights: object): void {
  const uncounted = Object.keys(weights).filter((arm) => !Object.hasOwn(counts, arm));
  const unweighted = Object.keys(counts).filter((arm) => !Object.hasOwn(weights, arm));
  if (uncounted.length === 0 || unweighted.length === 0) return;
  throw new InvalidArgumentError(
    "sample ratio",
    `a weight for each arm that is counted, ${listed(Object.keys(counts))}`,
    weights,
    `weights for ${listed(Object.keys(weights))}`,
  );
}
