import type { AnswerMatch, AnswerRule } from "./answer-match.js";

const refusing: ReadonlySet<AnswerRule> = new Set<AnswerRule>([
  "sign-flip",
  "scale-slip",
  "unit-mismatch",
  "beyond-tolerance",
  "negated",
  "refusal",
]);

type Evidence = Partial<Pick<AnswerMatch, "goldIndex" | "answer" | "absoluteError" | "relativeError" | "warnings">>;

const none = { answer: undefined, absoluteError: undefined, relativeError: undefined, warnings: [] };

export function accept(rule: AnswerRule, gold: string, evidence: Evidence = {}): AnswerMatch {
  return { match: true, score: 1, rule, gold, ...none, ...evidence };
}

/** No match; whether that is sure, the rule says. */
export function decline(rule: AnswerRule, gold: string, evidence: Evidence = {}): AnswerMatch {
  if (!refusing.has(rule)) return leaveOpen(rule, gold, evidence);
  return { match: false, score: 0, rule, gold, ...none, ...evidence };
}

/** No match that is not sure to be a mistake. */
export function leaveOpen(rule: AnswerRule, gold: string, evidence: Evidence = {}): AnswerMatch {
  return { match: false, score: 0, open: true, rule, gold, ...none, ...evidence };
}
