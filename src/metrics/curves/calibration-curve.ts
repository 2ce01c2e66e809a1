import { InvalidArgumentError } from "../../core/index.js";
import { quantileEdges } from "./quantile-edges.js";

/** One bin of a calibration curve: how often it happened beside how often it was said to. */
export interface CalibrationBin {
  readonly low: number;
  readonly high: number;
  readonly rows: number;
  readonly predicted: number;
  readonly observed: number;
}

export interface CalibrationBinOptions {
  /** @default 10 */
  readonly bins?: number;
  /** Bins of equal width over [0, 1], or of about equally many rows each. @default "uniform" */
  readonly strategy?: "uniform" | "quantile";
}

/**
 * Mean prediction and observed share in bins of [0, 1], each with its upper edge, the lowest with both; empty bins are left out
 * (scikit-learn's calibration_curve, which has 5 bins by default).
 *
 * @param options Or the number of bins.
 * @throws {InvalidArgumentError} `bins` is not a whole number above 0.
 */
export function calibrationCurve(
  outputs: Float64Array,
  targets: Float64Array,
  options: CalibrationBinOptions | number = {},
): readonly CalibrationBin[] {
  const { bins = 10, strategy = "uniform" } = typeof options === "number" ? { bins: options } : options;
  if (!(Number.isInteger(bins) && bins > 0))
    throw new InvalidArgumentError("calibration curve", "`bins` to be a whole number above 0", bins);
  if (outputs.length === 0) return [];
  const edges = strategy === "uniform" ? undefined : quantileEdges(outputs, bins);
  const binOf = edges === undefined ? uniformBin(bins) : binBetween(edges);
  const [rows, predicted, observed] = [new Float64Array(bins), new Float64Array(bins), new Float64Array(bins)];
  for (let row = 0; row < outputs.length; row++) {
    const bin = binOf(outputs[row] as number);
    rows[bin] = (rows[bin] as number) + 1;
    predicted[bin] = (predicted[bin] as number) + (outputs[row] as number);
    observed[bin] = (observed[bin] as number) + (targets[row] as number);
  }
  return Array.from(rows, (count, bin) => ({
    low: edges?.[bin] ?? bin / bins,
    high: edges?.[bin + 1] ?? (bin + 1) / bins,
    rows: count,
    predicted: (predicted[bin] as number) / count,
    observed: (observed[bin] as number) / count,
  })).filter((bin) => bin.rows > 0);
}

/** The bin of equal width that an output is in. */
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
function binBetween(edges: Float64Array): (output: number) => number {
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
