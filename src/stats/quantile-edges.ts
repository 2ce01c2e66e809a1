import { edgesOfSorted } from "./edges-of-sorted.js";

/** Edges of bins of about equally many values: numpy's percentile (linear) at equal steps, to its last bit. */
export function quantileEdges(values: Float64Array, bins: number): Float64Array {
  const sorted = Float64Array.from(values).sort();
  return edgesOfSorted(sorted.length, bins, (place) => sorted[place] as number);
}
