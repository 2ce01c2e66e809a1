export type { GainOptions } from "./discounted-gain.js";
export { type MeanAveragePrecisionOptions, meanAveragePrecisionScore } from "./mean-average-precision-score.js";
export { dcgScore, ndcgScore } from "./ndcg-score.js";
export { precisionAtK, recallAtK } from "./precision-recall-at-k.js";
export type { QueryOptions, QueryRows } from "./queries.js";
export { reciprocalRankScore } from "./reciprocal-rank-score.js";
