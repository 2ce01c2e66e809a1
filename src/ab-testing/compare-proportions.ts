import type { Arm, Proportion } from "../stats/house.js";
import { clusterRobustDifference, compareProportionCounts, tInterval, tTestPValue } from "../stats/house.js";
import type { Interval } from "../stats/index.js";

/** An experiment's effect: treatment minus control. */
export interface Effect {
  readonly difference: number;
  /** Relative to control; undefined when control is 0. */
  readonly relative: number | undefined;
  readonly interval: Interval;
  readonly pValue: number;
  readonly method: "Newcombe" | "cluster-robust t";
}

export interface CompareOptions {
  /** @default 0.95 */
  readonly confidence?: number;
}

/** Compares two proportions of independent units. Undefined when an arm is empty. */
export function compareProportions(
  treatment: Proportion,
  control: Proportion,
  options: CompareOptions = {},
): Effect | undefined {
  const result = compareProportionCounts(treatment, control, options.confidence);
  if (result === undefined) return undefined;
  const base = control.successes / control.trials;
  return { ...result, relative: base === 0 ? undefined : result.difference / base, method: "Newcombe" };
}

/**
 * Compares two arms' means when rows share clusters, e.g. many requests of one user, and the cluster is what was assigned to an arm.
 * Undefined when an arm has fewer than two clusters.
 */
export function compareArms(treatment: Arm, control: Arm, options: CompareOptions = {}): Effect | undefined {
  const estimate = clusterRobustDifference(treatment, control);
  const interval = estimate && tInterval(estimate, options.confidence);
  const pValue = estimate && tTestPValue(estimate);
  if (estimate === undefined || interval === undefined || pValue === undefined) return undefined;
  let total = 0;
  for (let row = 0; row < control.values.length; row++) total += control.values[row] as number;
  const base = total / control.values.length;
  return {
    difference: estimate.estimate,
    relative: base === 0 ? undefined : estimate.estimate / base,
    interval,
    pValue,
    method: "cluster-robust t",
  };
}
