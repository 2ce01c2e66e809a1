import { InvalidArgumentError } from "../../core/index.js";

export interface CalibrationBinOptions {
  /** @default 10 */
  readonly bins?: number;
  /** Bins of equal width over [0, 1], or of about equally many rows each. @default "uniform" */
  readonly strategy?: "uniform" | "quantile";
}

/** @throws {InvalidArgumentError} `bins` is not a whole number above 0, or `strategy` is unknown. */
export function checkBins(
  place: string,
  { bins = 10, strategy = "uniform" }: CalibrationBinOptions,
): Required<CalibrationBinOptions> {
  if (!(Number.isInteger(bins) && bins > 0))
    throw new InvalidArgumentError(place, "`bins` to be a whole number above 0", bins);
  if (strategy !== "uniform" && strategy !== "quantile")
    throw new InvalidArgumentError(place, '`strategy` "uniform" or "quantile"', strategy);
  return { bins, strategy };
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
