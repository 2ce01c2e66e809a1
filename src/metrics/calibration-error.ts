import { type CalibrationBinOptions, calibrationCurve } from "./curves/calibration-curve.js";
import type { Metric } from "./metric.js";
import { checkUnitInterval, type YesNo, yesNoRows } from "./scores/yes-no-rows.js";

/**
 * Expected calibration error: the mean distance between predicted and observed share of yes over the bins, weighted by rows (Naeini
 * 2015). Its value depends on the bins: compare only what has the same.
 */
export function expectedCalibrationError(options: CalibrationBinOptions = {}): Metric<boolean> {
  return {
    name: "expected calibration error",
    better: "lower",
    compute(outputs, targets) {
      if (outputs.length === 0) return undefined;
      let sum = 0;
      for (const { rows, predicted, observed } of calibrationCurve(outputs, targets, options))
        sum += rows * Math.abs(predicted - observed);
      return sum / outputs.length;
    },
  };
}

/**
 * The same of targets and probabilities of yes, checked. For classes give each row's highest probability as the output and whether its
 * class was right as the target (Guo 2017). Undefined of no rows.
 *
 * @throws {InvalidArgumentError} lengths differ, a target is not 0 or 1, or a probability is outside [0, 1].
 */
export function expectedCalibrationErrorScore(
  targets: YesNo,
  outputs: ArrayLike<number>,
  options: CalibrationBinOptions = {},
): number | undefined {
  const place = "expected calibration error";
  const rows = yesNoRows(place, targets, outputs, undefined);
  checkUnitInterval(place, rows.outputs);
  return expectedCalibrationError(options).compute(rows.outputs, rows.targets);
}
