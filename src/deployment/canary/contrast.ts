import { normalMixtureBound, normalMixtureRho } from "../../stats/house.js";

/** How much oftener something happens in the canary's arm than in the champion's, and what that can be by chance. */
export interface Contrast {
  readonly champion: ContrastArm;
  readonly canary: ContrastArm;
  /** What happened in the canary's arm over what is expected of two equal versions. */
  readonly sum: number;
  /** Of the sum, when the versions are equal. */
  readonly variance: number;
  /** What each whole point of difference between the rates adds to the sum. */
  readonly information: number;
}

export interface ContrastArm {
  readonly requests: number;
  readonly events: number;
}

/** The sequence is tightest where about 120 events are known, in arms of equal size: a rate that doubled is clear by then. */
const tightest = 30;

/**
 * The canary's rate is higher than the champion's by at least this much, at all looks together with probability 1 − alpha: one confidence
 * sequence for the difference of two rates, of the sum's own variance. Undefined while nothing can be compared.
 */
export function differenceAtLeast({ sum, variance, information }: Contrast, alpha: number): number | undefined {
  if (!(information > 0)) return undefined;
  return (sum - normalMixtureBound(variance, alpha, normalMixtureRho(tightest, alpha))) / information;
}

/** As `differenceAtLeast`, from the other side. */
export function differenceAtMost({ sum, variance, information }: Contrast, alpha: number): number | undefined {
  if (!(information > 0)) return undefined;
  return (sum + normalMixtureBound(variance, alpha, normalMixtureRho(tightest, alpha))) / information;
}

/** The contrast of bare counts, where nothing is known of units: requests are taken for independent. */
export function contrastOfCounts(canary: ContrastArm, champion: ContrastArm): Contrast {
  const requests = canary.requests + champion.requests;
  if (canary.requests === 0 || champion.requests === 0)
    return { champion, canary, sum: 0, variance: 0, information: 0 };
  const share = canary.requests / requests;
  const [mine, theirs] = [canary.events / canary.requests, champion.events / champion.requests];
  const rate = (canary.events + champion.events) / requests;
  const information = requests * share * (1 - share);
  const realised = information * ((1 - share) * mine * (1 - mine) + share * theirs * (1 - theirs));
  const expected = information * rate * (1 - rate);
  return { champion, canary, sum: information * (mine - theirs), variance: Math.max(realised, expected), information };
}
