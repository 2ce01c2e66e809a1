import type { CriterionScore, Judgement, Vote } from "./judgement.js";
import { type Rubric, shareOfLevel } from "./rubric.js";
import type { CriterionJudgement } from "./rubric-answer.js";
import type { JudgedItem } from "./rubric-prompt.js";

/** A valid vote from a parsed reply. */
export function toVote<Name extends string>(
  rubric: Rubric<Name>,
  judgements: ReadonlyMap<Name, CriterionJudgement>,
): Vote<Name> {
  let sum = 0;
  let weights = 0;
  for (const [name, criterion] of rubric.criteria) {
    const judgement = judgements.get(name);
    if (judgement === undefined) return { status: "invalid", problem: `${name}: not judged` };
    sum += criterion.weight * shareOfLevel(criterion, judgement.level);
    weights += criterion.weight;
  }
  return { status: "valid", score: sum / weights, judgements: record(judgements) };
}

/** What the votes say together: the mean of the valid ones when they are more than half of all. */
export function tallyVotes<Name extends string>(
  rubric: Rubric<Name>,
  item: JudgedItem,
  votes: readonly Vote<Name>[],
): Judgement<Name> {
  const valid = votes.flatMap((vote) => (vote.status === "valid" ? [vote] : []));
  const { id, cluster } = item;
  if (valid.length * 2 <= votes.length)
    return { id, cluster, status: mostCommonProblem(votes), score: undefined, criteria: undefined, votes };
  const criteria = new Map<Name, CriterionScore>();
  for (const [name, criterion] of rubric.criteria) {
    const levels = valid.map(({ judgements }) => judgements[name].level);
    const score = mean(levels.map((level) => shareOfLevel(criterion, level)));
    criteria.set(name, { score, levels, agreement: pairAgreement(levels) });
  }
  const score = mean(valid.map((vote) => vote.score));
  return { id, cluster, status: "scored", score, criteria: record(criteria), votes };
}

/** The share of pairs that are equal. */
function pairAgreement(levels: readonly number[]): number | undefined {
  let pairs = 0;
  let equal = 0;
  for (let left = 0; left < levels.length; left++)
    for (let right = 0; right < left; right++) {
      pairs++;
      if (levels[left] === levels[right]) equal++;
    }
  return pairs === 0 ? undefined : equal / pairs;
}

function mostCommonProblem(votes: readonly Vote[]): "invalid" | "failed" | "skipped" {
  const count = (status: string): number => votes.filter((vote) => vote.status === status).length;
  const kinds = ["invalid", "failed", "skipped"] as const;
  return kinds.reduce((most, kind) => (count(kind) > count(most) ? kind : most));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The keys of the map are all the names of its type: they come from the rubric. */
function record<Name extends string, Value>(entries: ReadonlyMap<Name, Value>): Readonly<Record<Name, Value>> {
  return Object.fromEntries(entries) as Readonly<Record<Name, Value>>;
}
