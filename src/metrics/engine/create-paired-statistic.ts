import { clusterRows } from "../../stats/house.js";
import type { AnyOutputs, AnyTargets, Metric } from "../metric.js";
import { concatRows } from "./concat-rows.js";
import { clustersOf } from "./estimate-metric.js";
import { kindStatistic } from "./kind-statistic.js";
import { meanStatistic } from "./mean-statistic.js";
import { differenceOf, type PairedStatistic } from "./paired-statistic.js";
import { timesStatistic } from "./times-statistic.js";

/** Two models' outputs on the same rows. */
export interface PairedOutputs {
  readonly targets: AnyTargets;
  readonly a: AnyOutputs;
  readonly b: AnyOutputs;
  readonly clusters?: readonly string[] | undefined;
}

/** By sums of rows or by counts of kinds of rows where the metric allows it, else by its value of rows that count so many times. */
export function createPairedStatistic(metric: Metric<never>, rows: PairedOutputs): PairedStatistic {
  const { targets, a, b } = rows;
  const ofA = metric.sample(targets, a);
  const units = clusterRows("compare", ofA.rows, clustersOf(ofA, rows.clusters));
  const difference = differenceOf(metric.better);
  const both = () => metric.sample(concatRows(targets, targets), concatRows(a, b));
  if (ofA.kinds !== undefined) {
    const { kinds } = both();
    if (kinds !== undefined) return kindStatistic(kinds, difference, units);
  }
  const differences = rowDifferences(metric, rows);
  if (differences !== undefined) return meanStatistic(differences, units);
  return timesStatistic({ a: ofA, b: metric.sample(targets, b), both }, difference, units);
}

/** Each row's part of the difference, of metrics that are means over rows; above zero, a is better. */
export function rowDifferences(metric: Metric<never>, { targets, a, b }: PairedOutputs): Float64Array | undefined {
  const [ofA, ofB] = [metric.sample(targets, a).rowValues, metric.sample(targets, b).rowValues];
  if (ofA === undefined || ofB === undefined) return undefined;
  const sign = signOf(metric);
  return ofA.map((value, row) => sign * (value - (ofB[row] as number)));
}

/**
 * Each row's part of the difference where swapping its outputs only changes the part's sign, up to a factor that all share: then swaps are
 * sign flips. Undefined of other metrics.
 */
export function swapParts(metric: Metric<never>, rows: PairedOutputs): Float64Array | undefined {
  const differences = rowDifferences(metric, rows);
  if (differences !== undefined) return differences;
  const { targets, a, b } = rows;
  if (metric.sample(targets, a).swapParts === undefined) return undefined;
  const sign = signOf(metric);
  return metric
    .sample(concatRows(targets, targets), concatRows(a, b))
    .swapParts?.()
    .map((part) => sign * part);
}

function signOf({ better }: Metric<never>): 1 | -1 {
  return better === "higher" ? 1 : -1;
}
