import { InvalidArgumentError } from "../../core/index.js";

/**
 * The one-sided normal mixture boundary: a sum whose increments are sub-Gaussian with a growing variance stays below it at every moment
 * at once with probability 1 − alpha. In closed form
 *
 *     sqrt(2 (v + rho) · ln(1 + sqrt((v + rho) / rho) / (2 alpha)))
 *
 * which lies within 1 % above the exact one (Howard, Ramdas, McAuliffe and Sekhon 2021, "Time-uniform, nonparametric, nonasymptotic
 * confidence sequences", section 3.2; with v = n sigma² it is the asymptotic confidence sequence of Waudby-Smith et al. 2021).
 *
 * @param variance The sum's variance so far.
 * @param rho Where it is tightest: see `normalMixtureRho`.
 */
export function normalMixtureBound(variance: number, alpha: number, rho: number): number {
  const spread = variance + rho;
  return Math.sqrt(2 * spread * Math.log(1 + Math.sqrt(spread / rho) / (2 * alpha)));
}

/**
 * The `rho` for which the boundary is tightest about a variance: v / (2 ln(1/2a) + ln(1 + 2 ln(1/2a))), as the reference package confseq
 * computes it for one side.
 * @throws {InvalidArgumentError} alpha is not above 0 and below 0.5.
 */
export function normalMixtureRho(variance: number, alpha: number): number {
  if (!(alpha > 0 && alpha < 0.5))
    throw new InvalidArgumentError("normal mixture", "`alpha` above 0 and below 0.5", alpha);
  const two = -2 * Math.log(2 * alpha);
  return variance / (two + Math.log(1 + two));
}
