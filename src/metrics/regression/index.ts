export {
  meanAbsoluteErrorScore,
  meanAbsolutePercentageErrorScore,
  meanPinballLossScore,
  meanSquaredErrorScore,
  meanSquaredLogErrorScore,
  rootMeanSquaredErrorScore,
  rootMeanSquaredLogErrorScore,
  symmetricMeanAbsolutePercentageErrorScore,
} from "./mean-errors.js";
export { maxErrorScore, medianAbsoluteErrorScore } from "./median-absolute-error-score.js";
export type { Numbers, RegressionOptions } from "./output-columns.js";
export { explainedVarianceScore, r2Score } from "./r2-score.js";
export {
  meanAbsolutePercentageError,
  meanSquaredLogError,
  medianAbsoluteError,
  pinballLoss,
  r2,
  symmetricMeanAbsolutePercentageError,
} from "./regression-metrics.js";
export { type RegressionSummary, RegressionTotals } from "./regression-totals.js";
export { scorePerOutput } from "./score-per-output.js";
