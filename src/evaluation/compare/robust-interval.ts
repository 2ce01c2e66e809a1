import { estimateDifference } from "../../metrics/house.js";
import type { Metric } from "../../metrics/index.js";
import { tInterval, tTestPValue } from "../../stats/house.js";
import type { ClusterRobustEstimate, Interval } from "../../stats/index.js";
import type { PairedRows } from "./align-predictions.js";
import { readPair, valuesOfRows } from "./read-pair.js";

export interface RobustInterval {
  readonly method: string;
  readonly pValue: number | undefined;
  readonly interval: Interval | undefined;
}

/** The difference by the cluster-robust mean or the jackknife over clusters, with Student's t. */
export function robustInterval(metric: Metric<never>, rows: PairedRows, confidence: number): RobustInterval {
  const { targets, a, b, clusters } = readPair(metric, rows);
  const estimate = estimateDifference(metric, { targets, outputs: a, clusters }, b);
  const isMean = valuesOfRows(metric, targets, a) !== undefined;
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
