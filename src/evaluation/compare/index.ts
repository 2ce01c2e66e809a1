export { compare } from "./compare.js";
export type { CompareOptions } from "./compare-options.js";
export type { Comparison, ComparisonDecision, ComparisonResult, ComparisonTest } from "./comparison.js";
export { type RetrainingNoise, type RetrainingNoiseOptions, retrainingNoise } from "./retraining-noise.js";
