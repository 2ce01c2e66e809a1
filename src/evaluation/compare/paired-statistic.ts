import type { Random } from "../../core/index.js";
import type { Metric } from "../../metrics/index.js";

/** The difference of two models on one metric as a function of units, rows or clusters. Above zero, a is better. */
export interface PairedStatistic {
  readonly units: number;
  readonly difference: number | undefined;
  /** Of as many units drawn with replacement, the same for both models. */
  resample(random: Random): number | undefined;
  /** Without each unit, or each of many groups of units, in turn; undefined where one of these is. */
  jackknife(): JackknifeValues | undefined;
  /** With a's and b's outputs swapped in each unit with chance ½. */
  swap(random: Random): number | undefined;
  /** With them swapped in the flagged units. */
  swapped(flags: Uint8Array): number | undefined;
}

export interface JackknifeValues {
  readonly values: Float64Array;
  /** How many units each value stands for. @default 1 each */
  readonly multiplicity?: Float64Array;
}

export function orientation(metric: Metric<never>): 1 | -1 {
  return metric.better === "higher" ? 1 : -1;
}
