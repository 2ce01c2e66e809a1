import type { BinnedFeatures } from "./bin-features.js";
import { findSplit, type SplitChoice, type SplitLimits } from "./find-split.js";
import { buildHistogram, type Histogram, subtractHistogram } from "./histogram.js";
import type { Tree } from "./tree.js";

export interface GrowOptions extends SplitLimits {
  readonly maximumLeaves: number;
  readonly learningRate: number;
}

interface OpenLeaf {
  readonly node: number;
  readonly start: number;
  readonly end: number;
  readonly gradient: number;
  readonly hessian: number;
  readonly histogram: Histogram;
  readonly split: SplitChoice | undefined;
}

/**
 * Grows one tree leaf by leaf, always splitting where the gain is largest.
 * @param order The rows to grow from; reordered in place, leaf by leaf.
 */
export function growTree(
  data: BinnedFeatures,
  gradient: Float64Array,
  hessian: Float64Array,
  order: Uint32Array,
  options: GrowOptions,
): Tree {
  const tree = {
    feature: [] as number[],
    threshold: [] as number[],
    categories: [] as (number[] | null)[],
    missingLeft: [] as boolean[],
    left: [] as number[],
    right: [] as number[],
    value: [] as number[],
    rows: [] as number[],
  };
  const addNode = (rows: number): number => {
    tree.feature.push(0);
    tree.threshold.push(0);
    tree.categories.push(null);
    tree.missingLeft.push(false);
    tree.left.push(0);
    tree.right.push(0);
    tree.value.push(0);
    tree.rows.push(rows);
    return tree.left.length - 1;
  };
  const open = (node: number, start: number, end: number, histogram: Histogram): OpenLeaf => {
    const totals = sumFirstFeature(data, histogram);
    return {
      node,
      start,
      end,
      ...totals,
      histogram,
      split: findSplit(data, histogram, { ...totals, rows: end - start }, options),
    };
  };
  const scratch = new Uint32Array(order.length);
  const leaves: OpenLeaf[] = [
    open(addNode(order.length), 0, order.length, buildHistogram(data, gradient, hessian, order, 0, order.length)),
  ];
  while (leaves.length < options.maximumLeaves) {
    const index = bestLeaf(leaves);
    const leaf = leaves[index];
    const split = leaf?.split;
    if (!leaf || !split) break;
    const middle = partition(data, split, order, leaf.start, leaf.end, scratch);
    const left = addNode(middle - leaf.start);
    const right = addNode(leaf.end - middle);
    tree.left[leaf.node] = left;
    tree.right[leaf.node] = right;
    tree.feature[leaf.node] = split.feature;
    tree.missingLeft[leaf.node] = split.missingLeft;
    const feature = data.features[split.feature];
    if (feature?.type === "number") tree.threshold[leaf.node] = thresholdOf(feature.edges, split);
    else tree.categories[leaf.node] = categoriesOf(split.goesLeft);
    const smallerIsLeft = middle - leaf.start <= leaf.end - middle;
    const [start, end] = smallerIsLeft ? [leaf.start, middle] : [middle, leaf.end];
    const smaller = buildHistogram(data, gradient, hessian, order, start, end);
    const larger = subtractHistogram(leaf.histogram, smaller);
    leaves[index] = open(left, leaf.start, middle, smallerIsLeft ? smaller : larger);
    leaves.push(open(right, middle, leaf.end, smallerIsLeft ? larger : smaller));
  }
  for (const leaf of leaves) {
    const value = (-options.learningRate * leaf.gradient) / (leaf.hessian + options.l2Regularization);
    tree.value[leaf.node] = value;
  }
  return tree;
}

/** Every row is in exactly one bin of each feature, so one feature's sums are the leaf's. */
function sumFirstFeature(
  data: BinnedFeatures,
  histogram: Histogram,
): { readonly gradient: number; readonly hessian: number } {
  let gradient = 0;
  let hessian = 0;
  const bins = data.features[0]?.bins ?? 0;
  for (let bin = 0; bin < bins; bin++) {
    gradient += histogram[2 * bin] as number;
    hessian += histogram[2 * bin + 1] as number;
  }
  return { gradient, hessian };
}

function bestLeaf(leaves: readonly OpenLeaf[]): number {
  let best = -1;
  let gain = 0;
  leaves.forEach((leaf, index) => {
    if (leaf.split && leaf.split.gain > gain) {
      gain = leaf.split.gain;
      best = index;
    }
  });
  return best;
}

/** The largest number that goes left; with missing first in the scan, cutting right after it sends no number left. */
function thresholdOf(edges: Float64Array, split: SplitChoice): number {
  return split.missingLeft && split.bin === edges.length
    ? Number.NEGATIVE_INFINITY
    : (edges[split.bin] ?? Number.POSITIVE_INFINITY);
}

function categoriesOf(goesLeft: Uint8Array): number[] {
  const codes: number[] = [];
  goesLeft.forEach((flag, bin) => {
    if (flag === 1) codes.push(bin - 1);
  });
  return codes;
}

/** Stable: rows keep their order on both sides, so that sums stay reproducible. Returns where the right side starts. */
function partition(
  data: BinnedFeatures,
  split: SplitChoice,
  order: Uint32Array,
  start: number,
  end: number,
  scratch: Uint32Array,
): number {
  const width = data.features.length;
  const { bins } = data;
  const { goesLeft, feature } = split;
  let left = start;
  let right = 0;
  for (let position = start; position < end; position++) {
    const row = order[position] as number;
    if (goesLeft[bins[row * width + feature] as number] === 1) order[left++] = row;
    else scratch[right++] = row;
  }
  order.set(scratch.subarray(0, right), left);
  return left;
}
