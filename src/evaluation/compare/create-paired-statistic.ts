import { isCellMetric } from "../../metrics/house.js";
import type { Metric } from "../../metrics/index.js";
import { clusterRows } from "../../stats/house.js";
import type { PairedRows } from "./align-predictions.js";
import { cellStatistic } from "./cell-statistic.js";
import { gatheredStatistic } from "./gathered-statistic.js";
import { orientation, type PairedStatistic } from "./paired-statistic.js";
import { rowStatistic } from "./row-statistic.js";

/** By sums of rows or by counts of cells where the metric allows it, else by computing it anew. */
export function createPairedStatistic(metric: Metric<never>, rows: PairedRows): PairedStatistic {
  const units = clusterRows("compare", rows.targets.length, rows.clusters);
  if (isCellMetric(metric)) return cellStatistic(metric, rows, units);
  const differences = rowDifferences(metric, rows);
  return differences === undefined ? gatheredStatistic(metric, rows, units) : rowStatistic(differences, units);
}

/** Each row's part of the difference, of metrics that are means over rows; above zero, a is better. */
export function rowDifferences(metric: Metric<never>, { a, b, targets, labels }: PairedRows): Float64Array | undefined {
  if (metric.rowValues === undefined) return undefined;
  const [ofA, ofB] = [metric.rowValues(a, targets, labels), metric.rowValues(b, targets, labels)];
  const sign = orientation(metric);
  return ofA.map((value, row) => sign * (value - (ofB[row] as number)));
}
