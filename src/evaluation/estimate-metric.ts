import { type ClusterRobustEstimate, clusterRobustMean } from "../stats/index.js";
import type { ClassLabel } from "./metrics/classification/index.js";
import { fallingOrder } from "./metrics/falling-order.js";
import type { Metric } from "./metrics/metric.js";

/** Aligned outputs and targets with the cluster of each row. */
export interface EvaluationRows {
  readonly outputs: Float64Array;
  readonly targets: Float64Array;
  readonly clusters?: readonly string[] | undefined;
  /** For class labels: outputs and targets are positions in these. */
  readonly labels?: readonly ClassLabel[] | undefined;
}

/**
 * A metric with its standard error: row metrics by the cluster-robust mean, others by the jackknife over clusters, which needs them stated.
 * Undefined where the metric is.
 */
export function estimateMetric(metric: Metric<never>, rows: EvaluationRows): ClusterRobustEstimate | undefined {
  const { outputs, targets, clusters, labels } = rows;
  if (metric.rowValues) return clusterRobustMean(metric.rowValues(outputs, targets, labels), clusters);
  const estimate = metric.compute(outputs, targets, labels);
  if (estimate === undefined) return undefined;
  return jackknife(estimate, rows, (codes, groups) => valuesWithout(metric, rows, outputs, codes, groups));
}

/** The paired difference of two models on the same rows, oriented so that above zero the candidate is better. */
export function estimateDifference(
  metric: Metric<never>,
  rows: EvaluationRows,
  champion: Float64Array,
): ClusterRobustEstimate | undefined {
  const { outputs, targets, clusters, labels } = rows;
  const sign = metric.better === "higher" ? 1 : -1;
  if (metric.rowValues) {
    const [mine, theirs] = [metric.rowValues(outputs, targets, labels), metric.rowValues(champion, targets, labels)];
    return clusterRobustMean(
      mine.map((value, row) => sign * (value - (theirs[row] as number))),
      clusters,
    );
  }
  const [mine, theirs] = [metric.compute(outputs, targets, labels), metric.compute(champion, targets, labels)];
  if (mine === undefined || theirs === undefined) return undefined;
  return jackknife(sign * (mine - theirs), rows, (codes, groups) => {
    const ours = valuesWithout(metric, rows, outputs, codes, groups);
    const other = valuesWithout(metric, rows, champion, codes, groups);
    return ours && other && ours.map((value, code) => sign * (value - (other[code] as number)));
  });
}

/** The metric of the rows without each cluster in turn; undefined when one of these has none. */
function valuesWithout(
  metric: Metric<never>,
  { targets, labels }: EvaluationRows,
  outputs: Float64Array,
  codes: Int32Array,
  groups: number,
): Float64Array | undefined {
  if (metric.withoutClusters) return metric.withoutClusters(outputs, targets, codes, groups, labels);
  // Rows in falling order of output: metrics that rank then find each part sorted already.
  const order = fallingOrder(outputs);
  const values = new Float64Array(groups);
  const kept = new Uint32Array(outputs.length);
  for (let code = 0; code < groups; code++) {
    let size = 0;
    for (let position = 0; position < order.length; position++) {
      const row = order[position] as number;
      if (codes[row] !== code) kept[size++] = row;
    }
    const rows = kept.subarray(0, size);
    const value = metric.compute(pick(outputs, rows), pick(targets, rows), labels);
    if (value === undefined) return undefined;
    values[code] = value;
  }
  return values;
}

/** Delete-one-cluster jackknife (Efron and Stein 1981): variance (G − 1)/G · Σ (θ_g − mean θ)². */
function jackknife(
  estimate: number,
  { outputs, clusters }: EvaluationRows,
  without: (codes: Int32Array, groups: number) => Float64Array | undefined,
): ClusterRobustEstimate {
  const unknown = { estimate, standardError: undefined, clusters: 0, degreesOfFreedom: 0, rows: outputs.length };
  if (clusters === undefined) return unknown;
  const names = [...new Set(clusters)];
  if (names.length < 2) return { ...unknown, clusters: names.length };
  const codeOf = new Map(names.map((name, code) => [name, code]));
  const values = without(
    Int32Array.from(clusters, (name) => codeOf.get(name) as number),
    names.length,
  );
  if (values === undefined) return { ...unknown, clusters: names.length };
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

/** Some rows of an evaluation, by index. */
export function pickRows({ outputs, targets, clusters, labels }: EvaluationRows, kept: Uint32Array): EvaluationRows {
  return {
    outputs: pick(outputs, kept),
    targets: pick(targets, kept),
    clusters: clusters && Array.from(kept, (row) => clusters[row] as string),
    labels,
  };
}
