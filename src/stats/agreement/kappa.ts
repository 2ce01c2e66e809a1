/** How much a disagreement counts: all the same; by the distance of the labels' positions; by its square. */
export type KappaWeights = "none" | "linear" | "quadratic";

/**
 * Cohen's kappa, agreement beyond what the two raters' own base rates would give by chance, of how often each pair of labels met.
 * Undefined of no items, or when chance alone would agree on everything.
 *
 * @param pairs The position of the first rater's label, of the second's, and how many items have both.
 */
export function kappaOfPairs(
  pairs: readonly (readonly [first: number, second: number, count: number])[],
  weights: KappaWeights = "none",
): number | undefined {
  const [first, second] = [new Map<number, number>(), new Map<number, number>()];
  let [total, observed] = [0, 0];
  for (const [one, other, count] of pairs) {
    first.set(one, (first.get(one) ?? 0) + count);
    second.set(other, (second.get(other) ?? 0) + count);
    total += count;
    observed += costOf(one, other, weights) * count;
  }
  if (total === 0) return undefined;
  let expected = 0;
  for (const [one, ofOne] of first)
    for (const [other, ofOther] of second) expected += (costOf(one, other, weights) * ofOne * ofOther) / total;
  return expected === 0 ? undefined : 1 - observed / expected;
}

function costOf(one: number, other: number, weights: KappaWeights): number {
  const distance = Math.abs(one - other);
  if (weights === "quadratic") return distance * distance;
  return weights === "linear" ? distance : Math.min(1, distance);
}
