import { countInBins, cumulativeDistance, equalEdges, kolmogorovSmirnovDistance } from "../../stats/house.js";

const mostExact = 10_000;
const bins = 10_000;

/** The Kolmogorov–Smirnov statistic; from 10,000 values of the reference on by 10,000 equal bins of it. */
export function kolmogorovSmirnov(reference: Float64Array): (chunk: Float64Array) => number {
  if (reference.length < mostExact) return (chunk) => kolmogorovSmirnovDistance(reference, chunk);
  const { edges, steps } = binned(reference);
  return (chunk) => {
    const below = chunk.filter((value) => value < (edges[0] as number)).length / chunk.length;
    const others = cumulative(countInBins(chunk, edges), chunk.length);
    return steps.reduce((most, step, at) => Math.max(most, Math.abs(step - below - (others[at] ?? 0))), 0);
  };
}

/** The 1-Wasserstein distance in the column's unit; from 10,000 values of the reference on by 10,000 equal bins of it. */
export function wasserstein(reference: Float64Array): (chunk: Float64Array) => number {
  if (reference.length < mostExact) return (chunk) => cumulativeDistance(reference, chunk, 1);
  const { edges, steps } = binned(reference);
  const [first, last] = [edges[0] as number, edges.at(-1) as number];
  const width = (edges[1] as number) - first;
  return (chunk) => {
    const below = chunk.filter((value) => value < first);
    const above = chunk.filter((value) => value > last);
    // NannyML counts the edge itself as a value that lies outside.
    const shareBelow = below.length === 0 ? 0 : (below.length + 1) / chunk.length;
    const shareAbove = above.length === 0 ? 0 : (above.length + 1) / chunk.length;
    const others = cumulative(countInBins(chunk, edges), chunk.length);
    const within = steps.reduce((sum, step, at) => sum + Math.abs(step - (others[at] ?? 0) - shareBelow) * width, 0);
    return within + meanBeyond(below, first) * shareBelow + meanBeyond(above, last) * shareAbove;
  };
}

/** How far values lie beyond an edge on average, the edge being one of them. */
function meanBeyond(values: Float64Array, edge: number): number {
  return values.reduce((sum, value) => sum + Math.abs(value - edge), 0) / (values.length + 1);
}

function binned(reference: Float64Array) {
  const edges = equalEdges(reference[0] as number, reference.at(-1) as number, bins);
  return { edges, steps: cumulative(countInBins(reference, edges), reference.length) };
}

function cumulative(counts: readonly number[], rows: number): readonly number[] {
  let sum = 0;
  return counts.map((count) => {
    sum += count;
    return sum / rows;
  });
}
