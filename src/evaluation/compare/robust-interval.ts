import type { Metric } from "../../metrics/index.js";
import { tInterval, tTestPValue } from "../../stats/house.js";
import type { ClusterRobustEstimate, Interval } from "../../stats/index.js";
import { estimateDifference } from "../estimates.js";
import { valuesOfRows } from "../evaluation-rows.js";
import type { PairedRows } from "./align-predictions.js";

export interface RobustInterval {
  readonly method: string;
  readonly pValue: number | undefined;
  readonly interval: Interval | undefined;
}

/** The difference by the cluster-robust mean or the jackknife over clusters, with Student's t. */
export function robustInterval(metric: Metric<never>, rows: PairedRows, confidence: number): RobustInterval {
  const { a, b, targets, clusters, labels } = rows;
  const estimate = estimateDifference(
    metric,
    { outputs: a, targets, clusters, labels },
    { outputs: b, targets, labels },
  );
  const isMean = valuesOfRows(metric, rows, a) !== undefined;
  const units = clusters !== undefined ? "clusters" : isMean ? "rows" : "groups of rows";
  const method = `t of the ${isMean ? "mean" : "jackknife"} over ${estimate?.clusters ?? 0} ${units}`;
  if (estimate === undefined) return { method, pValue: undefined, interval: undefined };
  return { method, pValue: pValueOf(estimate), interval: tInterval(estimate, confidence) };
}

/** Where all clusters differ alike there is no variance to go by: then the chance that all their signs agree. */
function pValueOf(estimate: ClusterRobustEstimate): number | undefined {
  const { standardError, clusters } = estimate;
  if (standardError === undefined) return undefined;
  if (standardError > 1e-12 * Math.abs(estimate.estimate)) return tTestPValue(estimate);
  return estimate.estimate === 0 ? 1 : 2 ** (1 - clusters);
}
