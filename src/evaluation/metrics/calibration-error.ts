import { calibrationCurve } from "../curves/calibration-curve.js";
import type { Metric } from "./metric.js";

/** Expected calibration error: the mean distance between predicted and observed share over equally wide bins, weighted by rows (Naeini 2015). */
export function expectedCalibrationError(options: { readonly bins?: number } = {}): Metric<boolean> {
  const { bins = 10 } = options;
  return {
    name: "expected calibration error",
    better: "lower",
    compute(outputs, targets) {
      if (outputs.length === 0) return undefined;
      let sum = 0;
      for (const { rows, predicted, observed } of calibrationCurve(outputs, targets, bins))
        sum += rows * Math.abs(predicted - observed);
      return sum / outputs.length;
    },
  };
}
