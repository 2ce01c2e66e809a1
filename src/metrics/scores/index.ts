export type { ColumnAverage } from "./average-columns.js";
export { type AveragePrecisionOptions, averagePrecisionScore } from "./average-precision-score.js";
export { type BrierScoreOptions, brierScoreLoss } from "./brier-score-loss.js";
export { type LogLossOptions, logLossScore } from "./log-loss-score.js";
export { MetricMean } from "./metric-mean.js";
export { type RocAucOptions, rocAucScore } from "./roc-auc-score.js";
export { type CostThreshold, type ThresholdByCostOptions, thresholdByCost } from "./threshold-by-cost.js";
export type { YesNo } from "./yes-no-rows.js";
