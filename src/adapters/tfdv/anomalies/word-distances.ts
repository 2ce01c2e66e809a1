import type { FeatureComparison } from "./anomaly.js";

/** How far the words of one list are from those of another, which have some each. Sources: TensorFlow Data Validation, anomalies/metrics.cc. */
export const wordDistances: Readonly<
  Record<FeatureComparison["distance"], (values: readonly unknown[], others: readonly unknown[]) => number>
> = {
  /** The largest difference of a word's shares. */
  infinity_norm: (values, others) =>
    Math.max(
      0,
      ...shares(values, others, values.length, others.length).map(([share, other]) => Math.abs(share - other)),
    ),
  /** The largest difference of a word's counts, as a share of all values. */
  normalized_abs_difference(values, others) {
    const all = values.length + others.length;
    return Math.max(0, ...shares(values, others, all, all).map(([share, other]) => Math.abs(share - other)));
  },
  /** In bits, between 0 and 1. */
  jensen_shannon_divergence(values, others) {
    const divergence = (share: number, other: number): number =>
      share === 0 ? 0 : share * Math.log2((2 * share) / (share + other));
    return shares(values, others, values.length, others.length).reduce(
      (sum, [share, other]) => sum + (divergence(share, other) + divergence(other, share)) / 2,
      0,
    );
  },
};

function shares(values: readonly unknown[], others: readonly unknown[], all: number, allOthers: number) {
  const counts = new Map<unknown, [number, number]>();
  const count = (word: unknown, side: 0 | 1): void => {
    const pair = counts.get(word) ?? [0, 0];
    pair[side]++;
    counts.set(word, pair);
  };
  for (const word of values) count(word, 0);
  for (const word of others) count(word, 1);
  // Of no values, every word has the share 0.
  return [...counts.values()].map(([one, other]): readonly [number, number] => [
    one / (all || 1),
    other / (allOthers || 1),
  ]);
}
