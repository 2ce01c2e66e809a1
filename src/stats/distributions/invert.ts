/** The two tails of a distribution at a point. */
export interface Tails {
  readonly lower: number;
  readonly upper: number;
}

/**
 * The point whose lower tail is `probability`, by bisection on whichever tail is smaller, to the last bits.
 * @param bounds The support; infinite ends are approached by doubling.
 */
export function invertTails(
  tails: (x: number) => Tails,
  probability: number,
  bounds: readonly [number, number],
): number {
  if (Number.isNaN(probability) || probability < 0 || probability > 1) return Number.NaN;
  // Parameters outside the distribution's range give NaN tails, which no search could bracket.
  if (Number.isNaN(tails(1).lower)) return Number.NaN;
  if (probability === 0) return bounds[0];
  if (probability === 1) return bounds[1];
  const fromBelow = probability <= 0.5;
  const below = (x: number): boolean => (fromBelow ? tails(x).lower < probability : tails(x).upper > 1 - probability);
  let low = Number.isFinite(bounds[0]) ? bounds[0] : -1;
  let high = Number.isFinite(bounds[1]) ? bounds[1] : 1;
  if (!Number.isFinite(bounds[0])) while (low > Number.NEGATIVE_INFINITY && !below(low)) low *= 2;
  if (!Number.isFinite(bounds[1])) while (high < Number.POSITIVE_INFINITY && below(high)) high *= 2;
  for (let step = 0; step < 2000; step++) {
    const middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) break;
    if (below(middle)) low = middle;
    else high = middle;
  }
  return high;
}
