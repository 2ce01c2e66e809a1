export { accuracyOf, accuracyScore } from "./accuracy-score.js";
export type { AveragedScoreOptions } from "./averaged-score.js";
export { balancedAccuracyOf, balancedAccuracyScore } from "./balanced-accuracy-score.js";
export type { ClassLabel, LabelSets, Labels, ScoreRows } from "./class-label.js";
export {
  type Average,
  type ClassScore,
  type ClassScoreOptions,
  classScores,
  type ZeroDivision,
} from "./class-scores.js";
export { type ClassTotals, mergeClassTotals } from "./class-totals.js";
export { type ClassificationReport, classificationReport } from "./classification-report.js";
export { type CohenKappaScoreOptions, cohenKappaScore, kappaOf } from "./cohen-kappa-score.js";
export {
  type ConfusionMatrix,
  type ConfusionMatrixOptions,
  confusionMatrix,
  mergeConfusionMatrices,
} from "./confusion-matrix.js";
export { countClasses } from "./count-classes.js";
export { f1Score, fbetaScore } from "./f-score.js";
export { hammingLoss } from "./hamming-loss.js";
export {
  balancedAccuracy,
  type LabelScoreOptions,
  labelAccuracy,
  labelFScore,
  labelKappa,
  labelPrecision,
  labelRecall,
  matthewsCorrelation,
} from "./label-metrics.js";
export { matthewsCorrcoef, matthewsOf } from "./matthews-corrcoef.js";
export { precisionScore } from "./precision-score.js";
export { recallScore } from "./recall-score.js";
export { type AveragedScores, type ScoresOfOptions, scoresOf } from "./scores-of.js";
export { type TopKAccuracyOptions, topKAccuracyScore } from "./top-k-accuracy-score.js";
export { zeroOneLoss } from "./zero-one-loss.js";
