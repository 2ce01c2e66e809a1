import { type AnyOutputs, clustersOf, type PairedOutputs } from "../../metrics/house.js";
import type { Metric } from "../../metrics/index.js";
import { asMetricReads } from "../evaluation-rows.js";
import type { PairedRows } from "./align-predictions.js";

/** Two models' rows as a metric reads them. */
export function readPair(metric: Metric<never>, { a, b, targets, clusters, labels, task }: PairedRows): PairedOutputs {
  if (task !== undefined) return { ...task, clusters };
  return {
    targets: asMetricReads(metric, targets, labels),
    a: asMetricReads(metric, a, labels),
    b: asMetricReads(metric, b, labels),
    clusters,
  };
}

/** A metric's value for each row; undefined of metrics that have none, or one of each query. */
export function valuesOfRows(
  metric: Metric<never>,
  targets: PairedOutputs["targets"],
  outputs: AnyOutputs,
): Float64Array | undefined {
  return metric.sample(targets, outputs).rowValues;
}

/** The cluster of each value of a row; of a ranking, of each query. */
export function clustersOfValues(
  metric: Metric<never>,
  { targets, a, clusters }: PairedOutputs,
): readonly string[] | undefined {
  const found = clustersOf(metric.sample(targets, a), clusters);
  return found && Array.from(found);
}
