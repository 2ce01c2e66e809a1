import { checkOptions, type OptionRules, option } from "../../core/house.js";
import type { Metric } from "../../metrics/index.js";
import { studentT } from "../../stats/house.js";
import { type ClusterRobustEstimate, holm } from "../../stats/index.js";
import { metricFacts } from "../metric-facts.js";
import { checkDrop } from "./check-limit.js";
import { decideRule, smallDecisions } from "./decide-rule.js";
import { combineDecisions, type Gate, type GateFacts, type GateRule } from "./gate.js";

export interface SliceGuardOptions<Target> {
  readonly metric: Metric<Target>;
  /** The loss within a slice that is borne, in the metric's unit. @default 0 */
  readonly maximumDrop?: number;
  /** The chance of blocking over all slices when none of them lost more. @default 0.05 */
  readonly alpha?: number;
  /** Slices with fewer rows prove nothing. @default 30 */
  readonly minimumRows?: number;
  /** Over the slices. @default "holm" */
  readonly correction?: "holm" | "none";
  /** What a slice of too few rows comes to: told only, a doubt, or a refusal. @default "warn" */
  readonly whenSmall?: "warn" | "inconclusive" | "fail";
}

const sliceRules: OptionRules<SliceGuardOptions<never>> = {
  metric: option.required(option.metric),
  maximumDrop: option.number({ minimum: 0 }),
  alpha: option.level,
  minimumRows: option.wholeNumber({ minimum: 0 }),
  correction: option.oneOf("holm", "none"),
  whenSmall: option.oneOf("warn", "inconclusive", "fail"),
};

const smallDecision = { warn: "pass", inconclusive: "inconclusive", fail: "fail" } as const;

/**
 * Watches every slice for a loss against the champion: an overall gain can hide one. A slice fails when a drop beyond the maximum is
 * shown (one-sided t test, corrected over the slices), and is a doubt when it is only seen. Without slices there is nothing to guard: it passes.
 */
export function sliceGuard<Target>(options: SliceGuardOptions<Target>): Gate<Target> {
  checkOptions<SliceGuardOptions<Target>>("gate slices", options, sliceRules);
  const { metric, maximumDrop = 0, alpha = 0.05, minimumRows = 30, correction = "holm", whenSmall = "warn" } = options;
  checkDrop(metric, "maximumDrop", maximumDrop);
  return {
    id: "slice-guard",
    params: { metric: metricFacts(metric), maximumDrop, alpha, minimumRows, correction, whenSmall },
    metrics: [metric],
    decide(facts: GateFacts) {
      const slices = facts.champion === undefined ? [] : facts.slices(metric);
      const large = slices.filter(({ rows, difference }) => rows >= minimumRows && difference !== undefined);
      const pValues = large.map(({ difference }) => dropPValue(difference as ClusterRobustEstimate, maximumDrop));
      const adjusted = correction === "holm" ? holm(pValues) : pValues;
      const rules = slices.map((one): GateRule => {
        const { slice, rows, difference } = one;
        const adjustedPValue = adjusted[large.indexOf(one)];
        const numbers = {
          estimate: difference?.estimate,
          limit: -maximumDrop,
          adjustedPValue,
          alpha,
          rows,
          minimumRows,
          whenSmall: smallDecisions.indexOf(smallDecision[whenSmall]),
        };
        const seen = difference ? `difference ${difference.estimate.toPrecision(3)}` : `${metric.name} has no value`;
        const known =
          rows < minimumRows
            ? `, ${minimumRows} are needed to tell`
            : adjustedPValue === undefined
              ? ""
              : `, p = ${adjustedPValue.toPrecision(2)} for a drop beyond ${maximumDrop}`;
        return {
          rule: `slice-guard ${metric.name} in ${slice}`,
          kind: "slice-guard",
          decision: decideRule("slice-guard", numbers),
          message: `${slice}: ${seen} on ${rows} rows${known}`,
          numbers,
        };
      });
      const decision = rules.length === 0 ? "pass" : combineDecisions(rules.map((rule) => rule.decision));
      return { decision, rules, minimumDetectableEffect: undefined };
    },
  };
}

/** One-sided: how likely such a difference would be had the slice lost just the maximum. */
function dropPValue({ estimate, standardError, degreesOfFreedom }: ClusterRobustEstimate, maximumDrop: number): number {
  const below = -maximumDrop - estimate;
  if (standardError === undefined || degreesOfFreedom < 1) return 1;
  if (standardError === 0) return below > 0 ? 0 : 1;
  return studentT.upperTail(below / standardError, degreesOfFreedom);
}
