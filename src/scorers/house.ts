/** What other rooms of the house use of this one; not exported from the package. */

export type { AnswerRule } from "./answers/answer-match.js";
// Public too: who comes through the whole door loads every scorer for one.
export { exactAnswer } from "./answers/exact-answer.js";
export { matchAnswer } from "./answers/match-answer.js";
export type { MatchAnswerOptions, Tolerance } from "./answers/match-answer-options.js";
export { optimalAssignment } from "./structure/optimal-assignment.js";
export { mergeBleuCounts } from "./text/bleu-counts.js";
export { bleuOf } from "./text/bleu-of.js";
export { mergeChrFCounts } from "./text/chr-f-counts.js";
export { chrFOf } from "./text/chr-f-of.js";
