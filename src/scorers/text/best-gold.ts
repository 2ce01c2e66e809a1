import type { TaskScore } from "./task-score.js";

/** What one gold gives. */
export interface Compared<Details> {
  readonly score: number;
  readonly details: Details;
  readonly warnings?: readonly string[];
}

export interface WhichGold {
  /** Which of the golds the numbers are for: the first of those with the largest score. */
  readonly goldIndex: number;
}

/** The score against the gold that fits best, as SQuAD has it; of equals the first. */
export function bestGold<Gold, Rule extends string, Details>(
  golds: readonly Gold[],
  rule: Rule,
  threshold: number,
  compare: (gold: Gold) => Compared<Details>,
): TaskScore<Rule, Details & WhichGold> {
  let best: (Compared<Details> & WhichGold) | undefined;
  for (const [index, gold] of golds.entries()) {
    const compared = compare(gold);
    if (best === undefined || compared.score > best.score) best = { ...compared, goldIndex: index };
  }
  if (best === undefined) return { match: false, score: 0, rule, warnings: [], details: undefined };
  const { score, warnings = [], details, goldIndex } = best;
  return { match: score >= threshold, score, rule, warnings, details: { ...details, goldIndex } };
}
