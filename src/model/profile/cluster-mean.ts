import type { ClusterRobustEstimate } from "../../stats/index.js";
import type { ClusterQuality } from "./quality-state.js";

/** The row-weighted mean over clusters with its cluster-robust standard error, as `clusterRobustMean` has it; undefined of no rows. */
export function clusterMean(
  clusters: readonly ClusterQuality[],
  value: (means: ClusterQuality["means"]) => number,
): ClusterRobustEstimate | undefined {
  const rows = clusters.reduce((sum, cluster) => sum + cluster.rows, 0);
  if (rows === 0) return undefined;
  const estimate = clusters.reduce((sum, cluster) => sum + cluster.rows * value(cluster.means), 0) / rows;
  const squares = clusters.reduce((sum, cluster) => {
    const residual = cluster.rows * (value(cluster.means) - estimate);
    return sum + residual * residual;
  }, 0);
  const groups = clusters.length;
  const standardError = groups < 2 ? undefined : Math.sqrt((groups / (groups - 1)) * squares) / rows;
  return { estimate, standardError, clusters: groups, degreesOfFreedom: groups - 1, rows };
}
