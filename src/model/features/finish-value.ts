import type { FittedDefinition } from "./features.js";

/** What `standardize` learned; null when the training rows held no number. */
export type LearnedScale = { readonly mean: number; readonly scale: number } | { readonly mean: null };

/** The last step of a number feature, by what was fitted: shared by rows and columns, so that both give the same bits. NaN stays NaN. */
export function finishNumber({
  name,
  node,
  state,
}: FittedDefinition): readonly { readonly name: string; readonly apply: (value: number) => number }[] {
  if (node.op === "standardize") {
    const learned = state as LearnedScale;
    // Nothing was learned, so nothing is known: the feature is missing in every row.
    if (learned.mean === null) return [{ name, apply: () => Number.NaN }];
    const { mean, scale } = learned;
    return [{ name, apply: (value) => (value - mean) / scale }];
  }
  if (node.op === "cyclical") {
    const turn = (2 * Math.PI) / node.period;
    return [
      { name: `${name} sine`, apply: (value) => Math.sin(value * turn) },
      { name: `${name} cosine`, apply: (value) => Math.cos(value * turn) },
    ];
  }
  return [{ name, apply: (value) => value }];
}
