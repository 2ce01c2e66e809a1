export { BudgetError, type ChatBudget } from "./calls/budget.js";
export type { ChatCache } from "./calls/chat-cache.js";
export type { ChatCallOptions, ChatUsageTotals } from "./calls/chat-caller.js";
export {
  type BradleyTerryOptions,
  type BradleyTerryRanking,
  bradleyTerry,
  type Game,
} from "./pairwise/bradley-terry.js";
export { type ComparePairwiseOptions, comparePairwise, type PairwiseComparison } from "./pairwise/compare-pairwise.js";
export type { ComparisonSummary, Matchup, OrderedVerdict, PairOutcome } from "./pairwise/comparison.js";
export type { AnswerPair, Choice } from "./pairwise/pairwise-prompt.js";
export {
  createJudge,
  type Judge,
  type JudgedAll,
  type JudgeOptions,
  type JudgeProgress,
  type JudgeRunOptions,
} from "./rubric/create-judge.js";
export type { CriterionScore, Judgement, Vote } from "./rubric/judgement.js";
export { type Criterion, type Rubric, type RubricOptions, rubric } from "./rubric/rubric.js";
export type { CriterionJudgement } from "./rubric/rubric-answer.js";
export type { JudgedItem } from "./rubric/rubric-prompt.js";
export type { JudgementSummary, MeanScore } from "./rubric/summarise-judgements.js";
export type { CohenKappa } from "./trust/cohen-kappa.js";
export type { ConfusionTable, Label } from "./trust/confusion-table.js";
export { type JudgeGateOptions, type JudgeGateVerdict, judgeGate } from "./trust/judge-gate.js";
export {
  type AgreementMeasure,
  type JudgeTrust,
  type JudgeTrustOptions,
  judgeTrust,
  type TrustPair,
} from "./trust/judge-trust.js";
export type { RatingScale } from "./trust/krippendorff-alpha.js";
