/** What other rooms of the house use of this one; not exported from the package. */
export { cellMetric, isCellMetric } from "./cell-metric.js";
export { accuracyOf } from "./classification/accuracy-score.js";
export { balancedAccuracyOf } from "./classification/balanced-accuracy-score.js";
export { compareLabels } from "./classification/class-label.js";
export { classScores } from "./classification/class-scores.js";
export { kappaOf } from "./classification/cohen-kappa-score.js";
export { mergeConfusionMatrices } from "./classification/confusion-matrix.js";
export { matthewsOf } from "./classification/matthews-corrcoef.js";
export { calibrationCurve } from "./curves/calibration-curve.js";
export { type PrecisionRecallPoint, precisionRecallCurve } from "./curves/precision-recall-curve.js";
export { rocCurve } from "./curves/roc-curve.js";
export { precisionAt, recallAt } from "./decision-metrics.js";
export { type EvaluationRows, estimateDifference, estimateMetric, pick, pickRows } from "./estimate-metric.js";
export { rowMetric } from "./metric.js";
export { dcgScore } from "./ranking/ndcg-score.js";
export {
  meanAbsoluteErrorScore,
  meanAbsolutePercentageErrorScore,
  meanPinballLossScore,
  meanSquaredErrorScore,
  meanSquaredLogErrorScore,
  rootMeanSquaredErrorScore,
  rootMeanSquaredLogErrorScore,
  symmetricMeanAbsolutePercentageErrorScore,
} from "./regression/mean-errors.js";
export { maxErrorScore, medianAbsoluteErrorScore } from "./regression/median-absolute-error-score.js";
export { explainedVarianceScore } from "./regression/r2-score.js";
