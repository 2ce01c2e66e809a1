export { accuracy, hammingLoss, zeroOneLoss } from "./classification/accuracy.js";
export { balancedAccuracy, cohenKappa, jaccard, matthewsCorrelation } from "./classification/agreement.js";

export { type ClassificationReport, classificationReport } from "./classification/classification-report.js";
export { type ConfusionMatrix, confusionMatrix } from "./classification/confusion-matrix.js";
export { f1Score, fbetaScore, precision, recall } from "./classification/precision-recall-f.js";
export { topKAccuracy } from "./classification/top-k-accuracy.js";

export { type CalibrationBin, calibrationCurve } from "./curves/calibration-curve.js";
export { type PrecisionRecallPoint, precisionRecallCurve } from "./curves/precision-recall-curve.js";
export { rocCurve } from "./curves/roc-curve.js";
export { metricInterval } from "./engine/metric-interval.js";
export type { Sample } from "./engine/sample.js";
export type { Metric, MetricState } from "./metric.js";

export { brierScore } from "./probability/brier-score.js";
export { expectedCalibrationError } from "./probability/calibration-error.js";
export { costAt } from "./probability/cost-at.js";
export { logLoss } from "./probability/log-loss.js";
export { rocAuc } from "./probability/roc-auc.js";
export { type CostThreshold, thresholdByCost } from "./probability/threshold-by-cost.js";
export { averagePrecision, ksStatistic, lift, precisionRecallAuc } from "./probability/threshold-metrics.js";
export { dcg, ndcg } from "./ranking/gain.js";
export { coverageError, labelRankingAveragePrecision, labelRankingLoss } from "./ranking/label-ranking.js";

export { meanAveragePrecision, meanReciprocalRank, precisionAtK, recallAtK } from "./ranking/relevant-documents.js";
export { d2AbsoluteError, d2Pinball, d2Tweedie } from "./regression/d2.js";
export { meanGammaDeviance, meanPoissonDeviance, meanTweedieDeviance } from "./regression/deviances.js";
export { explainedVariance, r2 } from "./regression/explained.js";
export {
  meanAbsoluteError,
  meanAbsolutePercentageError,
  meanPinballLoss,
  meanSquaredError,
  meanSquaredLogError,
  rootMeanSquaredError,
  rootMeanSquaredLogError,
  symmetricMeanAbsolutePercentageError,
} from "./regression/mean-errors.js";

export { maxError, medianAbsoluteError } from "./regression/order-errors.js";
export { scorePerOutput } from "./regression/score-per-output.js";
export type { ClassLabel } from "./rows/class-label.js";
