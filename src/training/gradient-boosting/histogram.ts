import type { BinnedFeatures } from "./bin-features.js";

/** Sums of gradient (even entries) and hessian (odd entries) by bin, over all features. */
export type Histogram = Float64Array;

/** Sums the rows `order[start…end)` in that order: the same rows in the same order give the same bits. */
export function buildHistogram(
  data: BinnedFeatures,
  gradient: Float64Array,
  hessian: Float64Array,
  order: Uint32Array,
  start: number,
  end: number,
): Histogram {
  const histogram = new Float64Array(data.totalBins * 2);
  const width = data.features.length;
  const { bins, offsets } = data;
  for (let position = start; position < end; position++) {
    const row = order[position] as number;
    const rowGradient = gradient[row] as number;
    const rowHessian = hessian[row] as number;
    let at = row * width;
    for (let feature = 0; feature < width; feature++, at++) {
      const slot = ((offsets[feature] as number) + (bins[at] as number)) << 1;
      histogram[slot] = (histogram[slot] as number) + rowGradient;
      histogram[slot + 1] = (histogram[slot + 1] as number) + rowHessian;
    }
  }
  return histogram;
}

/** The other child's histogram: parent minus child, in the parent's memory. */
export function subtractHistogram(parent: Histogram, child: Histogram): Histogram {
  for (let slot = 0; slot < parent.length; slot++) parent[slot] = (parent[slot] as number) - (child[slot] as number);
  return parent;
}
