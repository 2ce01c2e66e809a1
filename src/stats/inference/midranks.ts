/** Each value's rank from 1 up, equal values sharing the mean of theirs (scipy.stats.rankdata). */
export function midranks(values: Float64Array): Float64Array {
  const order = Uint32Array.from(values.keys()).sort(
    (left, right) => (values[left] as number) - (values[right] as number),
  );
  const ranks = new Float64Array(values.length);
  for (let start = 0, end = 0; start < order.length; start = end) {
    const value = values[order[start] as number];
    while (end < order.length && values[order[end] as number] === value) end++;
    for (let position = start; position < end; position++) ranks[order[position] as number] = (start + 1 + end) / 2;
  }
  return ranks;
}
