export { type CellMetric, cellMetric } from "./cell-metric.js";
export { type CompareOptions, compare } from "./compare.js";
export type { Comparison, ComparisonDecision, ComparisonResult, ComparisonTest } from "./comparison.js";
export { type DecisionMetricOptions, f1At, precisionAt, recallAt } from "./decision-metrics.js";
export { type RetrainingNoise, type RetrainingNoiseOptions, retrainingNoise } from "./retraining-noise.js";
