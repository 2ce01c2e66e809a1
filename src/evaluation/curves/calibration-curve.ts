/** One bin of a calibration curve: how often it happened beside how often it was said to. */
export interface CalibrationBin {
  readonly low: number;
  readonly high: number;
  readonly rows: number;
  readonly predicted: number;
  readonly observed: number;
}

/** Mean prediction and observed share in equally wide bins of [0, 1]; empty bins are left out (scikit-learn's calibration_curve). */
export function calibrationCurve(outputs: Float64Array, targets: Float64Array, bins = 10): readonly CalibrationBin[] {
  const [rows, predicted, observed] = [new Float64Array(bins), new Float64Array(bins), new Float64Array(bins)];
  for (let row = 0; row < outputs.length; row++) {
    const bin = Math.min(bins - 1, Math.max(0, Math.floor((outputs[row] as number) * bins)));
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
