import { clusterRobustMean } from "../../stats/house.js";
import type { ClusterRobustEstimate } from "../../stats/index.js";
import type { AnyOutputs, AnyTargets, Metric, MetricOptions } from "../metric.js";
import type { Sample } from "./sample.js";
import { valuesWithout } from "./values-without.js";

/** Rows that a metric is asked of, with the cluster of each. */
export interface MetricRows extends MetricOptions {
  readonly targets: AnyTargets;
  readonly outputs: AnyOutputs;
  /** Rows of one cluster (a day, a user) are not independent. @default every row on its own */
  readonly clusters?: readonly string[] | undefined;
}

/**
 * A metric with its standard error: means over rows by the cluster-robust mean, others by the jackknife over clusters, or over groups of
 * rows where none are stated. Undefined where the metric is.
 */
export function estimateMetric(metric: Metric<never>, rows: MetricRows): ClusterRobustEstimate | undefined {
  const sample = sampleOf(metric, rows, rows.outputs);
  const clusters = clustersOf(sample, rows.clusters);
  if (sample.rowValues) return clusterRobustMean(sample.rowValues, clusters);
  const estimate = sample.value();
  if (estimate === undefined) return undefined;
  return jackknife(estimate, sample.rows, clusters, (codes, groups) => valuesWithout(sample, codes, groups));
}

/** The paired difference of two models on the same rows, oriented so that above zero the first is better. */
export function estimateDifference(
  metric: Metric<never>,
  rows: MetricRows,
  champion: AnyOutputs,
): ClusterRobustEstimate | undefined {
  const sign = metric.better === "higher" ? 1 : -1;
  const [mine, theirs] = [sampleOf(metric, rows, rows.outputs), sampleOf(metric, rows, champion)];
  const clusters = clustersOf(mine, rows.clusters);
  const beside = theirs.rowValues;
  if (mine.rowValues && beside)
    return clusterRobustMean(
      mine.rowValues.map((value, row) => sign * (value - (beside[row] as number))),
      clusters,
    );
  const [ours, other] = [mine.value(), theirs.value()];
  if (ours === undefined || other === undefined) return undefined;
  return jackknife(sign * (ours - other), mine.rows, clusters, (codes, groups) => {
    const [left, right] = [valuesWithout(mine, codes, groups), valuesWithout(theirs, codes, groups)];
    return left && right && left.map((value, code) => sign * (value - (right[code] as number)));
  });
}

function sampleOf(metric: Metric<never>, { targets, weights }: MetricRows, outputs: AnyOutputs): Sample {
  return metric.sample(targets, outputs, weights === undefined ? {} : { weights });
}

/** The cluster of each row of a sample: of a query that of its first row. */
export function clustersOf<Cluster>(
  { firstRows }: Sample,
  clusters: ArrayLike<Cluster> | undefined,
): ArrayLike<Cluster> | undefined {
  return firstRows && clusters ? Array.from(firstRows, (row) => clusters[row] as Cluster) : clusters;
}

// Rows that are independent may be left out in groups: as good as one by one, and quick for any metric.
const mostGroups = 200;

/** Delete-one-cluster jackknife (Efron and Stein 1981): variance (G − 1)/G · Σ (θ_g − mean θ)². */
function jackknife(
  estimate: number,
  rows: number,
  clusters: ArrayLike<string> | undefined,
  without: (codes: Int32Array, groups: number) => Float64Array | undefined,
): ClusterRobustEstimate {
  const { codes, groups } = clusters === undefined ? groupRows(rows) : groupClusters(clusters);
  const unknown = { estimate, standardError: undefined, clusters: groups, degreesOfFreedom: 0, rows };
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

function groupClusters(clusters: ArrayLike<string>) {
  const codeOf = new Map([...new Set(Array.from(clusters))].map((name, code) => [name, code]));
  return { codes: Int32Array.from(clusters, (name) => codeOf.get(name) as number), groups: codeOf.size };
}
