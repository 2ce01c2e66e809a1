import { estimateDifference as differenceOf, estimateMetric as estimateOf, type MetricRows } from "../metrics/house.js";
import type { Metric } from "../metrics/index.js";
import type { ClusterRobustEstimate } from "../stats/index.js";
import { asMetricReads, type EvaluationRows } from "./evaluation-rows.js";

/** A metric with its standard error. */
export function estimateMetric(metric: Metric<never>, rows: EvaluationRows): ClusterRobustEstimate | undefined {
  return estimateOf(metric, readBy(metric, rows));
}

/** The paired difference of two models on the same rows; above zero the first is better. */
export function estimateDifference(
  metric: Metric<never>,
  rows: EvaluationRows,
  champion: Float64Array,
): ClusterRobustEstimate | undefined {
  return differenceOf(metric, readBy(metric, rows), asMetricReads(metric, champion, rows.labels));
}

function readBy(metric: Metric<never>, { targets, outputs, clusters, labels }: EvaluationRows): MetricRows {
  return {
    targets: asMetricReads(metric, targets, labels),
    outputs: asMetricReads(metric, outputs, labels),
    clusters,
  };
}
