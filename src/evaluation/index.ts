export { compare } from "./compare/compare.js";
export type { Comparison } from "./compare/comparison.js";
export { type RetrainingNoise, retrainingNoise } from "./compare/retraining-noise.js";
export { fitDecision } from "./decision/fit-decision.js";
export { evaluate } from "./evaluate.js";
export type { Champions } from "./evaluate-candidate.js";
export { evaluatePredictions } from "./evaluate-predictions.js";
export { recomputeGate } from "./gates/decide-rule.js";
export type { Gate } from "./gates/gate.js";
export { gateExitCode } from "./gates/gate-exit-code.js";
export { all, atLeast, atMost, nonInferior, superior } from "./gates/gates.js";
export { gate } from "./gates/release-gate.js";

export type { Answers } from "./layers/answers.js";

export { evaluateAnswers } from "./layers/evaluate-answers.js";
export { exactMatch } from "./layers/exact-match.js";
export { judgedBy } from "./layers/judged-by.js";
export type { Layer, LayerVerdict } from "./layers/layer.js";
export { numericTolerance } from "./layers/numeric-tolerance.js";
export { type ScoredAnswers, scoreAnswers } from "./layers/score-answers.js";
export { type AnswerScore, meanScore } from "./layers/score-metrics.js";
export { taskLayer } from "./layers/task-layer.js";
