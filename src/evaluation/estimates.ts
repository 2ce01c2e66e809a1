import { estimateDifference as differenceOf, estimateMetric as estimateOf } from "../metrics/house.js";
import type { Metric } from "../metrics/index.js";
import type { ClusterRobustEstimate } from "../stats/index.js";
import { type EvaluationRows, metricRows } from "./evaluation-rows.js";

/** A metric with its standard error. */
export function estimateMetric(metric: Metric<never>, rows: EvaluationRows): ClusterRobustEstimate | undefined {
  return estimateOf(metric, metricRows(metric, rows));
}

/** The paired difference of two models on the same rows; above zero the first is better. */
export function estimateDifference(
  metric: Metric<never>,
  rows: EvaluationRows,
  champion: EvaluationRows,
): ClusterRobustEstimate | undefined {
  return differenceOf(metric, metricRows(metric, rows), metricRows(metric, champion).outputs);
}
