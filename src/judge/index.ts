export { BudgetError } from "./calls/budget.js";
export { createStoreChatCache } from "./calls/chat-cache.js";

export { type BradleyTerryRanking, bradleyTerry } from "./pairwise/bradley-terry.js";
export { comparePairwise, type PairwiseComparison } from "./pairwise/compare-pairwise.js";

export { createJudge, type Judge, type JudgedAll } from "./rubric/create-judge.js";
export type { Judgement } from "./rubric/judgement.js";
export { type Rubric, rubric } from "./rubric/rubric.js";

export type { Label } from "./trust/confusion-table.js";
export { type JudgeGateVerdict, judgeGate } from "./trust/judge-gate.js";
export { type JudgeTrust, judgeTrust } from "./trust/judge-trust.js";
