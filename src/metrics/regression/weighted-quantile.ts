/** The median: of evenly many values the mean of the middle two; of weights see `weightedQuantile`. Undefined of nothing. */
export function weightedMedian(values: Float64Array, weights: Float64Array | undefined): number | undefined {
  if (weights !== undefined) return weightedQuantile(values, weights, 0.5);
  if (values.length === 0) return undefined;
  const sorted = values.slice().sort();
  const [below, above] = [(sorted.length - 1) >> 1, sorted.length >> 1];
  return ((sorted[below] as number) + (sorted[above] as number)) / 2;
}

/** Where the cumulated weight passes a share; the mean of two where it meets it (within 2^−52, as scikit-learn's _weighted_percentile). */
export function weightedQuantile(values: Float64Array, weights: Float64Array, share: number): number | undefined {
  const order = Uint32Array.from(values, (_, row) => row)
    .filter((row) => (weights[row] as number) > 0)
    .sort((left, right) => (values[left] as number) - (values[right] as number));
  const limit = order.reduce((sum, row) => sum + (weights[row] as number), 0) * share;
  let weight = 0;
  for (let position = 0; position < order.length; position++) {
    const row = order[position] as number;
    weight += weights[row] as number;
    if (weight < limit) continue;
    const value = values[row] as number;
    const next = order[position + 1];
    return next === undefined || weight - limit > Number.EPSILON ? value : (value + (values[next] as number)) / 2;
  }
  return order.length === 0 ? undefined : values[order.at(-1) as number];
}
