/** Edges of bins of one width from the minimum to the maximum, as NumPy rounds them; a single value is in the middle of a bin 1 wide. */
export function equalEdges(minimum: number, maximum: number, bins: number): Float64Array {
  if (minimum === maximum) return Float64Array.of(minimum - 0.5, minimum + 0.5);
  const step = (maximum - minimum) / bins;
  return Float64Array.from({ length: bins + 1 }, (_, bin) => (bin === bins ? maximum : bin * step + minimum));
}

/** How many of sorted values lie in [e0, e1), [e1, e2) …; the last bin holds its upper edge as well. */
export function countInBins(sorted: Float64Array, edges: Float64Array): readonly number[] {
  const below = Array.from(edges, (edge, at) => countBelow(sorted, edge, at === edges.length - 1));
  return below.slice(1).map((count, bin) => count - (below[bin] ?? 0));
}

function countBelow(sorted: Float64Array, edge: number, orAt: boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const value = sorted[middle] as number;
    if (value < edge || (orAt && value === edge)) low = middle + 1;
    else high = middle;
  }
  return low;
}
