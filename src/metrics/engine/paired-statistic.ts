import type { Random } from "../../core/index.js";

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

/** The difference of two values in the better direction. */
export type Difference = (a: number | undefined, b: number | undefined) => number | undefined;

export function differenceOf(better: "higher" | "lower"): Difference {
  const sign = better === "higher" ? 1 : -1;
  return (a, b) => (a === undefined || b === undefined ? undefined : sign * (a - b));
}
