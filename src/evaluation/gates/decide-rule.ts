import type { GateDecision, GateEvidence, GateRuleKind } from "../../data/index.js";
import { studentT } from "../../stats/index.js";
import { combineDecisions } from "./gate.js";

/** The numbers a rule decides on, as they stand in the report. */
export interface RuleNumbers {
  readonly estimate: number | undefined;
  readonly standardError: number | undefined;
  readonly degreesOfFreedom: number | undefined;
  readonly clusters: number | undefined;
  readonly minimumClusters: number;
  readonly alpha: number;
  /** What the estimate is held against: 0, minus the margin, or the stated value. */
  readonly limit: number;
  readonly low: number | undefined;
  readonly high: number | undefined;
}

/** The one-sided bounds at level alpha. */
export function ruleBounds(
  estimate: number,
  standardError: number,
  degreesOfFreedom: number,
  alpha: number,
): { readonly low: number; readonly high: number } {
  const reach = studentT.quantile(1 - alpha, degreesOfFreedom) * standardError;
  return { low: estimate - reach, high: estimate + reach };
}

/** The verdict of a rule on its numbers alone. Above the limit is good, for `at-most` below it. */
export function decideRule(kind: GateRuleKind, numbers: RuleNumbers): GateDecision {
  const { estimate, standardError, degreesOfFreedom, clusters, minimumClusters, alpha, limit } = numbers;
  if (estimate === undefined || standardError === undefined || degreesOfFreedom === undefined || degreesOfFreedom < 1)
    return "inconclusive";
  if (clusters !== undefined && clusters < minimumClusters) return "inconclusive";
  const { low, high } = ruleBounds(estimate, standardError, degreesOfFreedom, alpha);
  if (kind === "at-most") return high <= limit ? "pass" : low > limit ? "fail" : "inconclusive";
  return low > limit || (kind === "at-least" && low >= limit) ? "pass" : high < limit ? "fail" : "inconclusive";
}

/** Decides a report's gate again from the numbers that stand in it. */
export function recomputeGate(evidence: GateEvidence): GateDecision {
  return combineDecisions(
    evidence.rules.map(({ kind, numbers }) => decideRule(kind, numbers as unknown as RuleNumbers)),
  );
}
