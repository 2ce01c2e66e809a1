/** Edges of bins of about equally many values, which are asked for by their place in rising order: numpy's percentile (linear) at equal steps, to its last bit. */
export function edgesOfSorted(length: number, bins: number, valueAt: (place: number) => number): Float64Array {
  const [last, step] = [length - 1, 1 / bins];
  return Float64Array.from({ length: bins + 1 }, (_, index) => {
    // numpy's percentile divides what was multiplied by 100.
    const position = last * (index === bins ? 1 : (index * step * 100) / 100);
    const floor = Math.min(last, Math.floor(position));
    const [low, high] = [valueAt(floor), valueAt(Math.min(last, floor + 1))];
    const share = position - floor;
    return share < 0.5 ? low + (high - low) * share : high - (high - low) * (1 - share);
  });
}
