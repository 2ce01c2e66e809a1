import { checkArguments, option } from "../../core/house.js";
import type { GateDecision, GateRuleKind } from "../../model/house.js";
import type { GateEvidence } from "../../model/index.js";
import { studentT } from "../../stats/house.js";
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

/** A report read from JSON has null where NaN or infinity stood, which would be compared as 0: what is no finite number decides nothing. */
function isNumber(value: number | undefined): value is number {
  return Number.isFinite(value);
}

/** The one-sided bounds at level alpha; undefined without an estimate, a standard error or a degree of freedom. */
export function ruleBounds(
  { estimate, standardError, degreesOfFreedom }: Pick<RuleNumbers, "estimate" | "standardError" | "degreesOfFreedom">,
  alpha: number,
): { readonly low: number; readonly high: number } | undefined {
  if (!isNumber(estimate) || !isNumber(standardError) || !isNumber(degreesOfFreedom) || degreesOfFreedom < 1)
    return undefined;
  const reach = studentT.quantile(1 - alpha, degreesOfFreedom) * standardError;
  return { low: estimate - reach, high: estimate + reach };
}

/** The verdict of a rule on an estimate. Above the limit is good, for `at-most` below it. */
function decideEstimate(kind: GateRuleKind, numbers: RuleNumbers): GateDecision {
  const { clusters = Number.POSITIVE_INFINITY, minimumClusters, alpha, limit } = numbers;
  const bounds = ruleBounds(numbers, alpha);
  if (bounds === undefined || clusters < minimumClusters) return "inconclusive";
  const { low, high } = bounds;
  if (kind === "at-most") return high <= limit ? "pass" : low > limit ? "fail" : "inconclusive";
  return low > limit || (kind === "at-least" && low >= limit) ? "pass" : high < limit ? "fail" : "inconclusive";
}

type Numbers = GateEvidence["rules"][number]["numbers"];

/** The verdict of a rule on its numbers alone. */
export function decideRule(kind: GateRuleKind, numbers: RuleNumbers | Numbers): GateDecision {
  if (kind === "slice-guard") return decideSliceGuard(numbers as Numbers);
  if (kind === "new-failures") return decideCount(numbers as Numbers);
  if (kind === "class-count") return ((numbers as Numbers).classes ?? 0) > 1 ? "pass" : "inconclusive";
  if (kind === "judge-trust") return (numbers as Numbers).mayDecide === 1 ? "pass" : "inconclusive";
  return decideEstimate(kind, numbers as RuleNumbers);
}

/** What a rule's number `whenSmall` stands for. */
export const smallDecisions: readonly GateDecision[] = ["pass", "inconclusive", "fail"];

/** A drop beyond the limit fails when it is shown, and is a doubt when it is only seen. */
function decideSliceGuard(numbers: Numbers): GateDecision {
  const { estimate, limit, adjustedPValue, alpha, rows = 0, minimumRows = 0, whenSmall = 1 } = numbers;
  if (rows < minimumRows) return smallDecisions[whenSmall] ?? "inconclusive";
  if (!isNumber(limit) || !isNumber(alpha) || !isNumber(estimate)) return "inconclusive";
  if (estimate >= limit) return "pass";
  return isNumber(adjustedPValue) && adjustedPValue < alpha ? "fail" : "inconclusive";
}

function decideCount({ count, maximum }: Numbers): GateDecision {
  if (count === undefined || maximum === undefined) return "inconclusive";
  return count <= maximum ? "pass" : "fail";
}

/** Decides a report's gate again from the numbers that stand in it. */
export function recomputeGate(evidence: GateEvidence): GateDecision {
  checkArguments("gate", { evidence }, { evidence: option.having("a gate's evidence", "rules") });
  return combineDecisions(evidence.rules.map(({ kind, numbers }) => decideRule(kind, numbers)));
}
