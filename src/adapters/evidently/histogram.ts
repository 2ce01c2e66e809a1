/** Edges of equal bins by Sturges' rule, as NumPy has them; bins of whole numbers are at least 1 wide. */
export function sturgesEdges(
  { minimum, maximum, count }: { readonly minimum: number; readonly maximum: number; readonly count: number },
  whole: boolean,
): Float64Array {
  const [first, last] = minimum === maximum ? [minimum - 0.5, maximum + 0.5] : [minimum, maximum];
  const given = (maximum - minimum) / (Math.log2(count) + 1);
  const width = whole && given < 1 ? 1 : given;
  const bins = minimum === maximum ? 1 : Math.ceil((last - first) / width);
  const step = (last - first) / bins;
  return Float64Array.from({ length: bins + 1 }, (_, bin) => (bin === bins ? last : bin * step + first));
}

/** How many of sorted values lie in [e0, e1), [e1, e2) …; the last bin holds its upper edge as well. */
export function histogramOf(sorted: Float64Array, edges: Float64Array): readonly number[] {
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
