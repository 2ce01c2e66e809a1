/** What other rooms of the house use of this one; not exported from the package. */

export type { Average, ZeroDivision } from "./classification/class-score-options.js";
// Public too, with others below: who comes through the whole door loads every metric for one.
export { classificationReport } from "./classification/classification-report.js";
export { confusionMatrix, mergeConfusionMatrices } from "./classification/confusion-matrix.js";
export { calibrationCurve } from "./curves/calibration-curve.js";
export { precisionRecallCurve } from "./curves/precision-recall-curve.js";
export { rocCurve } from "./curves/roc-curve.js";
export {
  createPairedStatistic,
  type PairedOutputs,
  rowDifferences,
  swapParts,
} from "./engine/create-paired-statistic.js";
export { clustersOf, estimateDifference, estimateMetric, type MetricRows } from "./engine/estimate-metric.js";
export { permutationPValue } from "./engine/permutation-p-value.js";
export { eachRow, meanMetric } from "./mean-metric.js";
export type { AnyOutputs, AnyTargets } from "./metric.js";
export type { ColumnAverage } from "./probability/average-columns.js";
export { expectedCalibrationError } from "./probability/calibration-error.js";
export { compareLabels } from "./rows/class-label.js";
export { readNumbers } from "./rows/read-numbers.js";
export { clipInterval, differenceRange, shareRange, type ValueRange } from "./value-range.js";
