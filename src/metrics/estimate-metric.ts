import { clusterRobustMean } from "../stats/house.js";
import type { ClusterRobustEstimate } from "../stats/index.js";
import type { ClassLabel } from "./classification/index.js";
import { fallingOrder } from "./falling-order.js";
import type { Metric } from "./metric.js";

/** Aligned outputs and targets with the cluster of each row. */
export interface EvaluationRows {
  readonly outputs: Float64Array;
  readonly targets: Float64Array;
  readonly clusters?: readonly string[] | undefined;
  /** For class labels: outputs and targets are positions in these. */
  readonly labels?: readonly ClassLabel[] | undefined;
}

/**
 * A metric with its standard error: row metrics by the cluster-robust mean, others by the jackknife over clusters, or over groups of rows where none are stated.
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

// Rows that are independent may be left out in groups: as good as one by one, and quick for any metric.
const mostGroups = 200;

/** Delete-one-cluster jackknife (Efron and Stein 1981): variance (G − 1)/G · Σ (θ_g − mean θ)². */
function jackknife(
  estimate: number,
  { outputs, clusters }: EvaluationRows,
  without: (codes: Int32Array, groups: number) => Float64Array | undefined,
): ClusterRobustEstimate {
  const { codes, groups } = clusters === undefined ? groupRows(outputs.length) : groupClusters(clusters);
  const unknown = { estimate, standardError: undefined, clusters: groups, degreesOfFreedom: 0, rows: outputs.length };
  const values = groups < 2 ? undefined : without(codes, groups);
  if (values === undefined) return unknown;
  const mean = values.reduce((sum, value) => sum + value, 0) / groups;
  const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  const standardError = Math.sqrt(((groups - 1) / groups) * squares);
  return { ...unknown, standardError, degreesOfFreedom: groups - 1 };
}

function groupRows(rows: number) {
  const groups = Math.min(rows, mostGroups);
  return { codes: Int32Array.from({ length: rows }, (_, row) => row % groups), groups };
}

function groupClusters(clusters: readonly string[]) {
  const codeOf = new Map([...new Set(clusters)].map((name, code) => [name, code]));
  return { codes: Int32Array.from(clusters, (name) => codeOf.get(name) as number), groups: codeOf.size };
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
