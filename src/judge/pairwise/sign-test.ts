import { InvalidArgumentError } from "../../core/index.js";
import { regularizedBeta } from "../../stats/house.js";

/**
 * The two-sided exact sign test: how likely wins and losses at least so uneven are when both are equally likely. Ties
 * are left out by who calls it. Of no wins and no losses it is 1.
 */
export function signTest(wins: number, losses: number): number {
  for (const count of [wins, losses])
    if (!Number.isSafeInteger(count) || count < 0)
      throw new InvalidArgumentError("sign test", "wins and losses to be whole numbers of at least 0", count);
  const fewer = Math.min(wins, losses);
  const more = Math.max(wins, losses);
  // P(X ≤ k) of n fair coins is I(1/2; n − k, k + 1).
  return more === 0 ? 1 : Math.min(1, 2 * regularizedBeta(more, fewer + 1, 0.5, 0.5).lower);
}
