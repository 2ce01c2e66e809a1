import { type ClusterRobustEstimate, clusterRobustMean } from "../stats/index.js";
import type { Metric } from "./metrics/metric.js";
import { fallingOrder } from "./metrics/rank-metrics.js";

/** Aligned outputs and targets with the cluster of each row. */
export interface EvaluationRows {
  readonly outputs: Float64Array;
  readonly targets: Float64Array;
  readonly clusters?: readonly string[] | undefined;
}

/**
 * A metric with its standard error: row metrics by the cluster-robust mean, others by the jackknife over clusters, which needs them stated.
 * Undefined where the metric is.
 */
export function estimateMetric(metric: Metric<never>, rows: EvaluationRows): ClusterRobustEstimate | undefined {
  const { outputs, targets, clusters } = rows;
  if (metric.rowValues) return clusterRobustMean(metric.rowValues(outputs, targets), clusters);
  const estimate = metric.compute(outputs, targets);
  if (estimate === undefined) return undefined;
  return jackknife(estimate, rows, (kept) => metric.compute(pick(outputs, kept), pick(targets, kept)));
}

/** The paired difference of two models on the same rows, oriented so that above zero the candidate is better. */
export function estimateDifference(
  metric: Metric<never>,
  rows: EvaluationRows,
  champion: Float64Array,
): ClusterRobustEstimate | undefined {
  const { outputs, targets, clusters } = rows;
  const sign = metric.better === "higher" ? 1 : -1;
  if (metric.rowValues) {
    const [mine, theirs] = [metric.rowValues(outputs, targets), metric.rowValues(champion, targets)];
    return clusterRobustMean(
      mine.map((value, row) => sign * (value - (theirs[row] as number))),
      clusters,
    );
  }
  const differ = (kept?: Uint32Array): number | undefined => {
    const labels = kept ? pick(targets, kept) : targets;
    const [mine, theirs] = [
      metric.compute(kept ? pick(outputs, kept) : outputs, labels),
      metric.compute(kept ? pick(champion, kept) : champion, labels),
    ];
    return mine === undefined || theirs === undefined ? undefined : sign * (mine - theirs);
  };
  const estimate = differ();
  return estimate === undefined ? undefined : jackknife(estimate, rows, differ);
}

/** Delete-one-cluster jackknife (Efron and Stein 1981): variance (G − 1)/G · Σ (θ_g − mean θ)². */
function jackknife(
  estimate: number,
  { outputs, clusters }: EvaluationRows,
  without: (kept: Uint32Array) => number | undefined,
): ClusterRobustEstimate {
  const unknown = { estimate, standardError: undefined, clusters: 0, degreesOfFreedom: 0, rows: outputs.length };
  if (clusters === undefined) return unknown;
  const names = [...new Set(clusters)];
  if (names.length < 2) return { ...unknown, clusters: names.length };
  const codeOf = new Map(names.map((name, code) => [name, code]));
  const codes = Int32Array.from(clusters, (name) => codeOf.get(name) as number);
  // Rows in falling order of output: metrics that rank then find each part sorted already.
  const order = fallingOrder(outputs);
  const values: number[] = [];
  for (let code = 0; code < names.length; code++) {
    const kept = new Uint32Array(outputs.length);
    let size = 0;
    for (let position = 0; position < order.length; position++) {
      const row = order[position] as number;
      if (codes[row] !== code) kept[size++] = row;
    }
    const value = without(kept.subarray(0, size));
    if (value === undefined) return { ...unknown, clusters: names.length };
    values.push(value);
  }
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  const standardError = Math.sqrt(((values.length - 1) / values.length) * squares);
  return { estimate, standardError, clusters: names.length, degreesOfFreedom: names.length - 1, rows: outputs.length };
}

export function pick(values: Float64Array, rows: Uint32Array): Float64Array {
  const picked = new Float64Array(rows.length);
  for (let position = 0; position < rows.length; position++)
    picked[position] = values[rows[position] as number] as number;
  return picked;
}
