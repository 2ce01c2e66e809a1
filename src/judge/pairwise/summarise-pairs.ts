import { wilsonInterval } from "../../stats/house.js";
import type { ComparisonSummary, Matchup, OrderedVerdict, PairOutcome } from "./comparison.js";
import { signTest } from "./sign-test.js";

/** The outcome of a pair from its two verdicts. */
export function decidePair(
  pair: { readonly id: string; readonly left: string; readonly right: string },
  forward: OrderedVerdict,
  backward: OrderedVerdict,
): PairOutcome {
  if (forward.status !== "valid" || backward.status !== "valid") {
    const status = forward.status !== "valid" ? forward.status : backward.status;
    return {
      ...pair,
      status: status === "valid" ? "invalid" : status,
      outcome: undefined,
      consistent: undefined,
      forward,
      backward,
    };
  }
  const meant = { first: "left", second: "right", tie: "tie" } as const;
  const swapped = { first: "right", second: "left", tie: "tie" } as const;
  const consistent = meant[forward.choice] === swapped[backward.choice];
  const outcome = consistent ? meant[forward.choice] : "tie";
  return { ...pair, status: "decided", outcome, consistent, forward, backward };
}

export function summarisePairs(outcomes: readonly PairOutcome[], confidence = 0.95): ComparisonSummary {
  const count = (status: string): number => outcomes.filter((outcome) => outcome.status === status).length;
  const decided = outcomes.filter(({ status }) => status === "decided");
  const share = (holds: (outcome: PairOutcome) => boolean): number | undefined =>
    decided.length === 0 ? undefined : decided.filter(holds).length / decided.length;
  const leans = decided.map(leanOf);
  const first = leans.reduce((sum, lean) => sum + lean.first, 0);
  const second = leans.reduce((sum, lean) => sum + lean.second, 0);
  const [towards, away] = [
    leans.filter((lean) => lean.first > lean.second),
    leans.filter((lean) => lean.second > lean.first),
  ];
  return {
    pairs: outcomes.length,
    decided: decided.length,
    invalid: count("invalid"),
    failed: count("failed"),
    skipped: count("skipped"),
    tieRate: share(({ outcome }) => outcome === "tie"),
    consistency: share(({ consistent }) => consistent === true),
    positionBias: {
      first,
      second,
      firstRate: first + second === 0 ? undefined : first / (first + second),
      interval: wilsonInterval({ successes: first, trials: first + second }, confidence),
      pValue: signTest(towards.length, away.length),
    },
    matchups: matchupsOf(decided, confidence),
  };
}

/** How often each place was preferred in the two orders of a pair. */
function leanOf({ forward, backward }: PairOutcome): { readonly first: number; readonly second: number } {
  const choices = [forward, backward].map((verdict) => (verdict.status === "valid" ? verdict.choice : "tie"));
  return {
    first: choices.filter((choice) => choice === "first").length,
    second: choices.filter((choice) => choice === "second").length,
  };
}

/** Each two contestants once, by name, whichever stood left. */
function matchupsOf(decided: readonly PairOutcome[], confidence: number): Matchup[] {
  const groups = new Map<string, { left: string; right: string; leftWins: number; rightWins: number; ties: number }>();
  for (const { left, right, outcome } of decided) {
    const swap = right < left;
    const [a, b] = swap ? [right, left] : [left, right];
    const key = JSON.stringify([a, b]);
    const group = groups.get(key) ?? { left: a, right: b, leftWins: 0, rightWins: 0, ties: 0 };
    groups.set(key, group);
    if (outcome === "tie") group.ties++;
    else if ((outcome === "left") !== swap) group.leftWins++;
    else group.rightWins++;
  }
  const keys = [...groups.keys()].sort();
  return keys.flatMap((key) => {
    const group = groups.get(key);
    if (group === undefined) return [];
    const trials = group.leftWins + group.rightWins;
    return {
      ...group,
      winRate: trials === 0 ? undefined : group.leftWins / trials,
      interval: wilsonInterval({ successes: group.leftWins, trials }, confidence),
      pValue: signTest(group.leftWins, group.rightWins),
    };
  });
}
