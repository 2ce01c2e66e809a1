/** Edges of bins of about equally many values: numpy's percentile (linear) at equal steps, to its last bit. */
export function quantileEdges(values: Float64Array, bins: number): Float64Array {
  const sorted = Float64Array.from(values).sort();
  const [last, step] = [sorted.length - 1, 1 / bins];
  return Float64Array.from({ length: bins + 1 }, (_, index) => {
    // numpy's percentile divides what was multiplied by 100.
    const position = last * (index === bins ? 1 : (index * step * 100) / 100);
    const floor = Math.min(last, Math.floor(position));
    const [low, high] = [sorted[floor] as number, sorted[Math.min(last, floor + 1)] as number];
    const share = position - floor;
    return share < 0.5 ? low + (high - low) * share : high - (high - low) * (1 - share);
  });
}
