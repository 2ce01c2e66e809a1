export {
  type AnswerMatch,
  type AnswerRule,
  type AnswerWarning,
  exactAnswer,
  type MatchAnswerOptions,
  matchAnswer,
} from "./answers/index.js";
export {
  type CalibrationBin,
  type CalibrationBinOptions,
  CalibrationBins,
  calibrationCurve,
  type PrecisionRecallPoint,
  precisionRecallCurve,
  rocCurve,
} from "./curves/index.js";
export { fitCalibration } from "./decision/fit-calibration.js";
export { type DecisionCosts, type FitDecisionOptions, fitDecision } from "./decision/fit-decision.js";
export { type EvaluationRows, estimateDifference, estimateMetric } from "./estimate-metric.js";
export { evaluate } from "./evaluate.js";
export type { Champions, EvaluateOptions } from "./evaluate-candidate.js";
export { type EvaluatePredictionsOptions, evaluatePredictions } from "./evaluate-predictions.js";
export { decideRule, type RuleNumbers, recomputeGate } from "./gates/decide-rule.js";
export type { Gate, GateFacts, GateRule } from "./gates/gate.js";
export { all, atLeast, atMost, type GateOptions, nonInferior, superior } from "./gates/gates.js";
export type {
  AgreementMeasure,
  AnswerPair,
  BradleyTerryOptions,
  BradleyTerryRanking,
  ChatAnswer,
  ChatBudget,
  ChatCache,
  ChatCallOptions,
  ChatErrorKind,
  ChatMessage,
  ChatModel,
  ChatRequest,
  ChatUsage,
  ChatUsageTotals,
  Choice,
  CohenKappa,
  ComparePairwiseOptions,
  ComparisonSummary,
  ConfusionTable,
  CorrectedPrevalence,
  Criterion,
  CriterionJudgement,
  CriterionScore,
  FromLanguageModelOptions,
  Game,
  Judge,
  JudgedAll,
  JudgedItem,
  JudgeGateOptions,
  JudgeGateVerdict,
  Judgement,
  JudgementSummary,
  JudgeOptions,
  JudgeProgress,
  JudgeRunOptions,
  JudgeTrust,
  JudgeTrustOptions,
  KappaWeights,
  Label,
  LanguageModelLike,
  LanguageModelLikeOptions,
  LanguageModelLikeResult,
  Matchup,
  MeanScore,
  OpenAiCompatibleOptions,
  OrderedVerdict,
  PairOutcome,
  PairwiseComparison,
  RatingScale,
  RoganGladenOptions,
  Rubric,
  RubricOptions,
  StoreChatCacheOptions,
  TokenPrices,
  TrustPair,
  Vote,
} from "./judge/index.js";
export {
  BudgetError,
  bradleyTerry,
  ChatError,
  cohenKappa,
  comparePairwise,
  confusionTable,
  createJudge,
  createMemoryChatCache,
  createStoreChatCache,
  fromLanguageModel,
  judgeGate,
  judgeTrust,
  krippendorffAlpha,
  openAiCompatible,
  roganGladen,
  rubric,
  signTest,
  visibleText,
} from "./judge/index.js";
export type { Answers } from "./layers/answers.js";
export type { EvaluateLayersOptions } from "./layers/evaluate-layers.js";
export { exactMatch } from "./layers/exact-match.js";
export { type JudgedByOptions, judgedBy } from "./layers/judged-by.js";
export type { Layer, LayerItem, LayerVerdict } from "./layers/layer.js";
export { numericTolerance } from "./layers/numeric-tolerance.js";
export { type RowVerdict, type ScoredAnswers, scoreAnswers } from "./layers/score-answers.js";
export { type AnswerScore, meanScore, passRate } from "./layers/score-metrics.js";
export { type Scored, type TaskLayerOptions, taskLayer } from "./layers/task-layer.js";
export { expectedCalibrationError, expectedCalibrationErrorScore } from "./metrics/calibration-error.js";
export type { Metric } from "./metrics/metric.js";
export { averagePrecision, rocAuc } from "./metrics/rank-metrics.js";
export {
  dcgScore,
  type GainOptions,
  type MeanAveragePrecisionOptions,
  meanAveragePrecisionScore,
  ndcgScore,
  precisionAtK,
  type QueryOptions,
  type QueryRows,
  recallAtK,
  reciprocalRankScore,
} from "./metrics/ranking/index.js";
export {
  explainedVarianceScore,
  maxErrorScore,
  meanAbsoluteErrorScore,
  meanAbsolutePercentageError,
  meanAbsolutePercentageErrorScore,
  meanPinballLossScore,
  meanSquaredErrorScore,
  meanSquaredLogError,
  meanSquaredLogErrorScore,
  medianAbsoluteError,
  medianAbsoluteErrorScore,
  type Numbers,
  pinballLoss,
  type RegressionOptions,
  type RegressionSummary,
  RegressionTotals,
  r2,
  r2Score,
  rootMeanSquaredErrorScore,
  rootMeanSquaredLogErrorScore,
  scorePerOutput,
  symmetricMeanAbsolutePercentageError,
  symmetricMeanAbsolutePercentageErrorScore,
} from "./metrics/regression/index.js";
export {
  accuracy,
  brierScore,
  costAt,
  logLoss,
  meanAbsoluteError,
  meanSquaredError,
  rootMeanSquaredError,
} from "./metrics/row-metrics.js";
export {
  type AveragePrecisionOptions,
  averagePrecisionScore,
  type BrierScoreOptions,
  brierScoreLoss,
  type ColumnAverage,
  type CostThreshold,
  type LogLossOptions,
  logLossScore,
  MetricMean,
  type RocAucOptions,
  rocAucScore,
  type ThresholdByCostOptions,
  thresholdByCost,
  type YesNo,
} from "./metrics/scores/index.js";
