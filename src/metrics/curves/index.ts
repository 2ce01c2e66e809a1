export { CalibrationBins } from "./calibration-bins.js";
export { type CalibrationBin, type CalibrationBinOptions, calibrationCurve } from "./calibration-curve.js";
export { type PrecisionRecallPoint, precisionRecallCurve } from "./precision-recall-curve.js";
export { rocCurve } from "./roc-curve.js";
