import { checkOptions, type OptionRules, option } from "../../core/house.js";
import { InvalidArgumentError } from "../../core/index.js";
import type { JudgeTrust } from "../../judge/index.js";
import type { Metric } from "../../metrics/index.js";
import { checkDrop } from "./check-limit.js";
import type { Gate } from "./gate.js";
import { all, type GateOptions, nonInferior, superior } from "./gates.js";
import { newFailuresGuard } from "./new-failures-guard.js";
import { type SliceGuardOptions, sliceGuard } from "./slice-guard.js";
import { trustedJudge } from "./trusted-judge.js";

export interface ReleaseGateOptions<Target> {
  /** Better than the champion beyond chance, or worse by less than the margin beyond doubt. */
  readonly primary: GateOptions<Target> &
    ({ readonly mode: "superior" } | { readonly mode: "non-inferior"; readonly margin: number });
  /** Metrics that may not lose more than the maximum, beyond doubt. @default none */
  readonly guards?: readonly (GateOptions<Target> & { readonly maximumDrop: number })[];
  /** No slice may lose more than the maximum. @default not looked at */
  readonly slices?: Omit<SliceGuardOptions<Target>, "metric"> & { readonly metric?: Metric<Target> };
  /** How many rows may be wrong that the champion had right. @default not looked at */
  readonly newFailures?: { readonly maximum: number | { readonly [severity: string]: number } };
  /** For scores of a judge: whether people agree with it. @default not asked */
  readonly judge?: JudgeTrust;
}

const rules: OptionRules<ReleaseGateOptions<never>> = {
  primary: option.required(option.noun),
  guards: option.listOf(option.noun),
  slices: option.noun,
  newFailures: option.noun,
  judge: option.noun,
};

/**
 * A release gate of a primary metric, guard metrics, slices, new failures and the judge's trust: all of them have to pass, and each
 * stands in the report as a rule with its numbers, from which the decision can be computed again.
 * @example gate({ primary: { metric: logLoss(), mode: "non-inferior", margin: 0.01 }, slices: { maximumDrop: 0.02 }, newFailures: { maximum: { critical: 0 } } })
 * @throws {InvalidArgumentError} an option is outside its range.
 */
export function gate<Target>(options: ReleaseGateOptions<Target>): Gate<Target> {
  checkOptions<ReleaseGateOptions<Target>>("gate", options, rules);
  const { primary: stated, guards = [], slices, newFailures, judge } = options;
  return all<Target>([
    primaryOf(stated),
    ...guards.map(({ maximumDrop, ...guard }) => {
      checkDrop(guard.metric, "maximumDrop", maximumDrop);
      return nonInferior<Target>({ ...guard, margin: maximumDrop });
    }),
    ...(slices ? [sliceGuard<Target>({ metric: stated.metric, ...slices })] : []),
    ...(newFailures ? [newFailuresGuard<Target>(newFailures)] : []),
    ...(judge ? [trustedJudge<Target>(judge)] : []),
  ]);
}

function primaryOf<Target>(stated: ReleaseGateOptions<Target>["primary"]): Gate<Target> {
  if (stated.mode === "superior") {
    const { mode: _, ...options } = stated;
    return superior<Target>(options);
  }
  const { mode, ...options } = stated;
  if (mode === "non-inferior") return nonInferior<Target>(options);
  throw new InvalidArgumentError("gate", '`primary.mode` "superior" or "non-inferior"', mode);
}
