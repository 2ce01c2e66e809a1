import { categoryCounts } from "../category-counts.js";
import type { Category, CategorySamples } from "../sample.js";
import { mersenneTwister } from "./mersenne-twister.js";

const permutations = 1000;

/** The share of 1,000 permutations, drawn as NumPy draws them from seed 0, whose total variation distance is at least the observed one. */
export function totalVariation({ reference, current }: CategorySamples): number {
  const pooled = [...reference, ...current];
  const { keys, ...counts } = categoryCounts({ reference, current });
  const codes = new Map<Category, number>(keys.map((key, code) => [key, code]));
  const rows = Int32Array.from(pooled, (value) => codes.get(value) ?? 0);
  const totals = counts.reference.map((count, code) => count + (counts.current[code] ?? 0));
  const [n, m] = [reference.length, current.length];
  // In NumPy's own arithmetic: distances that are equal but for rounding count as it rounds them.
  const distance = (left: ArrayLike<number>): number =>
    0.5 *
    totals.reduce((sum, total, code) => sum + Math.abs((left[code] ?? 0) / n - (total - (left[code] ?? 0)) / m), 0);
  const observed = distance(counts.reference);
  const below = mersenneTwister(0);
  let atLeast = 0;
  for (let round = 0; round < permutations; round++) {
    const order = Int32Array.from(rows);
    for (let at = order.length - 1; at > 0; at--) {
      const other = below(at);
      [order[at], order[other]] = [order[other] as number, order[at] as number];
    }
    const left = new Int32Array(keys.length);
    for (let at = 0; at < n; at++) {
      const code = order[at] as number;
      left[code] = (left[code] as number) + 1;
    }
    if (distance(left) >= observed) atLeast++;
  }
  return atLeast / permutations;
}
