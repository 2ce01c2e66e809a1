export { expectedCalibrationError, expectedCalibrationErrorScore } from "./calibration-error.js";
export type { CellMetric } from "./cell-metric.js";
export { accuracyScore } from "./classification/accuracy-score.js";
export type { AveragedScoreOptions } from "./classification/averaged-score.js";
export { balancedAccuracyScore } from "./classification/balanced-accuracy-score.js";
export type { ClassLabel, LabelSets, Labels, ScoreRows } from "./classification/class-label.js";
export type { Average, ClassScore, ClassScoreOptions, ZeroDivision } from "./classification/class-scores.js";
export { type ClassTotals, mergeClassTotals } from "./classification/class-totals.js";
export { type ClassificationReport, classificationReport } from "./classification/classification-report.js";
export { type CohenKappaScoreOptions, cohenKappaScore } from "./classification/cohen-kappa-score.js";
export {
  type ConfusionMatrix,
  type ConfusionMatrixOptions,
  confusionMatrix,
} from "./classification/confusion-matrix.js";
export { countClasses } from "./classification/count-classes.js";
export { f1Score, fbetaScore } from "./classification/f-score.js";
export { hammingLoss } from "./classification/hamming-loss.js";
export {
  balancedAccuracy,
  type LabelScoreOptions,
  labelAccuracy,
  labelFScore,
  labelKappa,
  labelPrecision,
  labelRecall,
  matthewsCorrelation,
} from "./classification/label-metrics.js";
export { matthewsCorrcoef } from "./classification/matthews-corrcoef.js";
export { precisionScore } from "./classification/precision-score.js";
export { recallScore } from "./classification/recall-score.js";
export { type AveragedScores, scoresOf } from "./classification/scores-of.js";
export { type TopKAccuracyOptions, topKAccuracyScore } from "./classification/top-k-accuracy-score.js";
export { zeroOneLoss } from "./classification/zero-one-loss.js";
export { CalibrationBins } from "./curves/calibration-bins.js";
export type { CalibrationBin, CalibrationBinOptions } from "./curves/calibration-curve.js";
export { type DecisionMetricOptions, f1At } from "./decision-metrics.js";
export type { Metric } from "./metric.js";
export { averagePrecision, rocAuc } from "./rank-metrics.js";
export type { GainOptions } from "./ranking/discounted-gain.js";
export { type MeanAveragePrecisionOptions, meanAveragePrecisionScore } from "./ranking/mean-average-precision-score.js";
export { ndcgScore } from "./ranking/ndcg-score.js";
export { precisionAtK, recallAtK } from "./ranking/precision-recall-at-k.js";
export type { QueryOptions } from "./ranking/queries.js";
export { reciprocalRankScore } from "./ranking/reciprocal-rank-score.js";
export type { Numbers, RegressionOptions } from "./regression/output-columns.js";
export { r2Score } from "./regression/r2-score.js";
export {
  meanAbsolutePercentageError,
  meanSquaredLogError,
  medianAbsoluteError,
  pinballLoss,
  r2,
  symmetricMeanAbsolutePercentageError,
} from "./regression/regression-metrics.js";
export { RegressionTotals } from "./regression/regression-totals.js";
export { scorePerOutput } from "./regression/score-per-output.js";
export {
  accuracy,
  brierScore,
  costAt,
  logLoss,
  meanAbsoluteError,
  meanSquaredError,
  rootMeanSquaredError,
} from "./row-metrics.js";
export { type AveragePrecisionOptions, averagePrecisionScore } from "./scores/average-precision-score.js";
export { type BrierScoreOptions, brierScoreLoss } from "./scores/brier-score-loss.js";
export { type LogLossOptions, logLossScore } from "./scores/log-loss-score.js";
export { MetricMean } from "./scores/metric-mean.js";
export { type RocAucOptions, rocAucScore } from "./scores/roc-auc-score.js";
export { type CostThreshold, type ThresholdByCostOptions, thresholdByCost } from "./scores/threshold-by-cost.js";
