/** One bin of a calibration curve: how often it happened beside how often it was said to. */
export interface CalibrationBin {
  readonly low: number;
  readonly high: number;
  readonly rows: number;
  readonly predicted: number;
  readonly observed: number;
}

/** Mean prediction and observed share in equally wide bins of [0, 1], each with its upper edge; empty bins are left out (scikit-learn's calibration_curve). */
export function calibrationCurve(outputs: Float64Array, targets: Float64Array, bins = 10): readonly CalibrationBin[] {
  const [rows, predicted, observed] = [new Float64Array(bins), new Float64Array(bins), new Float64Array(bins)];
  const width = 1 / bins;
  for (let row = 0; row < outputs.length; row++) {
    const output = outputs[row] as number;
    let bin = Math.min(bins - 1, Math.max(0, Math.ceil(output * bins) - 1));
    // The edges are multiples of the width in floating point, as numpy's linspace has them.
    if (bin > 0 && output <= bin * width) bin--;
    else if (bin < bins - 1 && output > (bin + 1) * width) bin++;
    rows[bin] = (rows[bin] as number) + 1;
    predicted[bin] = (predicted[bin] as number) + (outputs[row] as number);
    observed[bin] = (observed[bin] as number) + (targets[row] as number);
  }
  return Array.from(rows, (count, bin) => ({
    low: bin / bins,
    high: (bin + 1) / bins,
    rows: count,
    predicted: (predicted[bin] as number) / count,
    observed: (observed[bin] as number) / count,
  })).filter((bin) => bin.rows > 0);
}
