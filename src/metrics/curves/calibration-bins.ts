export interface CalibrationBinOptions {
  /** @default 10 */
  readonly bins?: number;
  /** Bins of equal width over [0, 1], or of about equally many rows each. @default "uniform" */
  readonly strategy?: "uniform" | "quantile";
}

/** The bin of equal width that an output is in: each with its upper edge, the lowest with both. */
export function uniformBin(bins: number): (output: number) => number {
  const width = 1 / bins;
  return (output) => {
    const bin = Math.min(bins - 1, Math.max(0, Math.ceil(output * bins) - 1));
    // The edges are multiples of the width in floating point, as numpy's linspace has them.
    if (bin > 0 && output <= bin * width) return bin - 1;
    if (bin < bins - 1 && output > (bin + 1) * width) return bin + 1;
    return bin;
  };
}

/** By the inner edges below the output; the outer two bound nothing. */
export function binBetween(edges: Float64Array): (output: number) => number {
  return (output) => {
    let [low, high] = [1, edges.length - 1];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((edges[middle] as number) < output) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  };
}
