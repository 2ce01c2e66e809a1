import { InvalidArgumentError } from "../../core/index.js";
import type { TabularColumn } from "../tabular-columns.js";

/** How one feature was cut into bins. Bin b of a number holds values in (edges[b − 1], edges[b]]; the last bin holds missing ones. */
export type BinnedFeature =
  | { readonly type: "number"; readonly name: string; readonly bins: number; readonly edges: Float64Array }
  /** Bin 0 holds unknown categories, bin c + 1 the category of code c. */
  | { readonly type: "category"; readonly name: string; readonly bins: number };

/** Features as small integers, row by row: what histograms are built from. */
export interface BinnedFeatures {
  readonly rows: number;
  readonly features: readonly BinnedFeature[];
  /** `bins[row * features.length + feature]`. */
  readonly bins: Uint8Array;
  /** Where each feature's bins start in a histogram. */
  readonly offsets: Int32Array;
  readonly totalBins: number;
}

const sampled = 200_000;

/** Cuts numbers at quantiles of (an evenly spaced sample of) their distinct values, into at most `maximumBins` bins. */
export function binFeatures(columns: readonly TabularColumn[], rows: number, maximumBins: number): BinnedFeatures {
  const width = columns.length;
  const bins = new Uint8Array(rows * width);
  const features = columns.map((column, index) => binColumn(column, index, width, maximumBins, bins));
  const offsets = new Int32Array(width);
  let totalBins = 0;
  features.forEach((feature, index) => {
    offsets[index] = totalBins;
    totalBins += feature.bins;
  });
  return { rows, features, bins, offsets, totalBins };
}

function binColumn(
  column: TabularColumn,
  index: number,
  width: number,
  maximumBins: number,
  bins: Uint8Array,
): BinnedFeature {
  if (column.type === "category") {
    if (column.categories.length > 254)
      throw new InvalidArgumentError(
        "gradient-boosting",
        `at most 254 categories in feature "${column.name}"`,
        column.categories.length,
      );
    const { codes } = column;
    for (let row = 0, at = index; row < codes.length; row++, at += width) bins[at] = (codes[row] as number) + 1;
    return { type: "category", name: column.name, bins: column.categories.length + 1 };
  }
  const edges = binEdges(column.values, maximumBins);
  const { values } = column;
  const missing = edges.length;
  for (let row = 0, at = index; row < values.length; row++, at += width) {
    const value = values[row] as number;
    bins[at] = Number.isNaN(value) ? missing : findBin(edges, value);
  }
  return { type: "number", name: column.name, bins: edges.length + 1, edges };
}

/** Upper edges; the last is infinity, so that every number has a bin. */
function binEdges(values: Float64Array, maximumBins: number): Float64Array {
  const stride = Math.max(1, Math.ceil(values.length / sampled));
  const sample = new Float64Array(Math.ceil(values.length / stride));
  let size = 0;
  for (let row = 0; row < values.length; row += stride) {
    const value = values[row] as number;
    if (!Number.isNaN(value)) sample[size++] = value;
  }
  const sorted = sample.subarray(0, size).sort();
  const edges: number[] = [];
  const perBin = size / maximumBins;
  let next = perBin;
  const distinct = countDistinct(sorted);
  for (let at = 0; at + 1 < size; at++) {
    const value = sorted[at] as number;
    const following = sorted[at + 1] as number;
    if (value === following) continue;
    if (distinct > maximumBins && at + 1 < next) continue;
    // Halfway between neighbours, as long as that is still below the upper one in double precision.
    const middle = value + (following - value) / 2;
    edges.push(middle < following ? middle : value);
    next = Math.max(next + perBin, at + 1 + perBin / 2);
    if (edges.length === maximumBins - 1) break;
  }
  edges.push(Number.POSITIVE_INFINITY);
  return Float64Array.from(edges);
}

function countDistinct(sorted: Float64Array): number {
  let distinct = sorted.length === 0 ? 0 : 1;
  for (let at = 1; at < sorted.length; at++) if (sorted[at] !== sorted[at - 1]) distinct++;
  return distinct;
}

function findBin(edges: Float64Array, value: number): number {
  let low = 0;
  let high = edges.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value <= (edges[middle] as number)) high = middle;
    else low = middle + 1;
  }
  return low;
}
