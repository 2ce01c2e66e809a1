import type { FittedDefinition } from "./features.js";

/** The last step of a number feature, by what was fitted: shared by rows and columns, so that both give the same bits. NaN stays NaN. */
export function finishNumber({
  name,
  node,
  state,
}: FittedDefinition): readonly { readonly name: string; readonly apply: (value: number) => number }[] {
  if (node.op === "standardize") {
    const { mean, scale } = state as { readonly mean: number; readonly scale: number };
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
