import type { BinnedFeatures } from "./bin-features.js";
import type { Histogram } from "./histogram.js";

export interface SplitLimits {
  readonly l2Regularization: number;
  readonly minimumLeafRows: number;
  readonly minimumLeafHessian: number;
  readonly minimumGain: number;
}

/** The best way to cut a leaf in two, by bins. */
export interface SplitChoice {
  readonly feature: number;
  readonly gain: number;
  /** `goesLeft[bin]` is 1 for bins that go left. */
  readonly goesLeft: Uint8Array;
  /** The last bin that goes left, for numbers. */
  readonly bin: number;
  readonly missingLeft: boolean;
}

interface Leaf {
  readonly gradient: number;
  readonly hessian: number;
  readonly rows: number;
}

/** Categories with fewer rows than this are not looked at one by one; their gradient ratio is smoothed by the same number, as LightGBM's cat_smooth. */
const categorySmoothing = 10;

/** The split of the largest gain (Chen and Guestrin 2016, equation 7), undefined when none is allowed. Ties go to the first feature and bin. */
export function findSplit(
  data: BinnedFeatures,
  histogram: Histogram,
  leaf: Leaf,
  limits: SplitLimits,
): SplitChoice | undefined {
  let best: SplitChoice | undefined;
  data.features.forEach((feature, index) => {
    const offset = (data.offsets[index] as number) * 2;
    const scan =
      feature.type === "number" ? numberOrders(feature.bins) : [categoryOrder(histogram, offset, feature.bins)];
    for (const { order, missingFirst } of scan) {
      const found = scanOrder(histogram, offset, order, leaf, limits);
      if (found && found.gain > (best?.gain ?? limits.minimumGain)) {
        const goesLeft = new Uint8Array(feature.bins);
        for (let at = 0; at <= found.at; at++) goesLeft[order[at] as number] = 1;
        best = {
          feature: index,
          gain: found.gain,
          goesLeft,
          bin: order[found.at] as number,
          missingLeft: missingFirst,
        };
      }
    }
  });
  return best;
}

/** Bins in rising order with the missing bin last or first. */
function numberOrders(bins: number): readonly { readonly order: Int32Array; readonly missingFirst: boolean }[] {
  const rising = Int32Array.from({ length: bins }, (_, bin) => bin);
  const missingFirst = Int32Array.from({ length: bins }, (_, at) => (at === 0 ? bins - 1 : at - 1));
  return [
    { order: rising, missingFirst: false },
    { order: missingFirst, missingFirst: true },
  ];
}

/** Categories by their smoothed mean gradient: the best two-way grouping is a cut of this order (Fisher 1958). */
function categoryOrder(
  histogram: Histogram,
  offset: number,
  bins: number,
): { readonly order: Int32Array; readonly missingFirst: boolean } {
  const ratio = (bin: number): number =>
    (histogram[offset + 2 * bin] as number) / ((histogram[offset + 2 * bin + 1] as number) + categorySmoothing);
  const used = Array.from({ length: bins }, (_, bin) => bin).filter(
    (bin) => (histogram[offset + 2 * bin + 1] as number) > 0,
  );
  used.sort((left, right) => ratio(left) - ratio(right) || left - right);
  return { order: Int32Array.from(used), missingFirst: false };
}

function scanOrder(
  histogram: Histogram,
  offset: number,
  order: Int32Array,
  leaf: Leaf,
  limits: SplitLimits,
): { readonly gain: number; readonly at: number } | undefined {
  const { l2Regularization } = limits;
  const rowsPerHessian = leaf.rows / leaf.hessian;
  const parentScore = (leaf.gradient * leaf.gradient) / (leaf.hessian + l2Regularization);
  let gradient = 0;
  let hessian = 0;
  let bestGain = 0;
  let bestAt = -1;
  for (let at = 0; at + 1 < order.length; at++) {
    const slot = offset + 2 * (order[at] as number);
    gradient += histogram[slot] as number;
    hessian += histogram[slot + 1] as number;
    const otherHessian = leaf.hessian - hessian;
    // Rows are estimated from hessians as LightGBM does: exact for squared error, close for log loss.
    if (hessian < limits.minimumLeafHessian || hessian * rowsPerHessian < limits.minimumLeafRows - 0.5) continue;
    if (otherHessian < limits.minimumLeafHessian || otherHessian * rowsPerHessian < limits.minimumLeafRows - 0.5) break;
    const other = leaf.gradient - gradient;
    const gain =
      (gradient * gradient) / (hessian + l2Regularization) +
      (other * other) / (otherHessian + l2Regularization) -
      parentScore;
    if (gain > bestGain) {
      bestGain = gain;
      bestAt = at;
    }
  }
  return bestAt < 0 ? undefined : { gain: bestGain, at: bestAt };
}
