export {
  type AnswerMatch,
  type AnswerRule,
  type AnswerWarning,
  exactAnswer,
  type MatchAnswerOptions,
  matchAnswer,
} from "./answers/index.js";
export { type CalibrationBin, calibrationCurve } from "./curves/calibration-curve.js";
export { rocCurve } from "./curves/roc-curve.js";
export { type EvaluationRows, estimateDifference, estimateMetric } from "./estimate-metric.js";
export { type Champions, type EvaluateOptions, evaluate } from "./evaluate.js";
export { type EvaluatePredictionsOptions, evaluatePredictions } from "./evaluate-predictions.js";
export { decideRule, type RuleNumbers, recomputeGate } from "./gates/decide-rule.js";
export type { Gate, GateFacts, GateRule } from "./gates/gate.js";
export { all, atLeast, atMost, type GateOptions, nonInferior, superior } from "./gates/gates.js";
export { expectedCalibrationError } from "./metrics/calibration-error.js";
export type { Metric } from "./metrics/metric.js";
export { averagePrecision, rocAuc } from "./metrics/rank-metrics.js";
export {
  accuracy,
  brierScore,
  costAt,
  logLoss,
  meanAbsoluteError,
  meanSquaredError,
  rootMeanSquaredError,
} from "./metrics/row-metrics.js";
