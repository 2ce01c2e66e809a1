export type { AnswerMatch, AnswerRule, AnswerWarning } from "./answer-match.js";
export { exactAnswer } from "./exact-answer.js";
export { matchAnswer } from "./match-answer.js";
export type { MatchAnswerOptions } from "./match-answer-options.js";
