import type { NumberSamples } from "../sample.js";

/** Mean ranks of the sorted samples among both, and Σ(t³ − t) over groups of t equal values. */
export function pooledRanks({ sorted: [left, right] }: Pick<NumberSamples, "sorted">): {
  readonly left: Float64Array;
  readonly right: Float64Array;
  readonly ties: number;
} {
  const ranks = { left: new Float64Array(left.length), right: new Float64Array(right.length) };
  let [i, j, ties] = [0, 0, 0];
  while (i < left.length || j < right.length) {
    const value = Math.min(left[i] ?? Number.POSITIVE_INFINITY, right[j] ?? Number.POSITIVE_INFINITY);
    const [fromLeft, fromRight] = [i, j];
    while (left[i] === value) i++;
    while (right[j] === value) j++;
    const rank = (fromLeft + fromRight + 1 + i + j) / 2;
    ranks.left.fill(rank, fromLeft, i);
    ranks.right.fill(rank, fromRight, j);
    const count = i - fromLeft + j - fromRight;
    ties += count ** 3 - count;
  }
  return { ...ranks, ties };
}
