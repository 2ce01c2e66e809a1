import { InvalidArgumentError } from "../../core/index.js";
import type { StatisticIntervalOptions } from "../../stats/house.js";
import { tInterval, tTestPValue } from "../../stats/house.js";
import { type StatisticInterval, statisticInterval } from "../../stats/index.js";
import { checkOptions } from "../define-metric.js";
import type { AnyOutputs, AnyTargets, Metric, MetricOptions } from "../metric.js";
import { clustersOf, estimateMetric } from "./estimate-metric.js";

export interface MetricIntervalOptions
  extends MetricOptions,
    Omit<StatisticIntervalOptions, "rows" | "method" | "clusters"> {
  /** Rows of one cluster (a day, a user) are not independent. @default every row on its own */
  readonly clusters?: readonly string[];
  /**
   * `t`: the cluster-robust mean, or the jackknife over clusters, with Student's t. `percentile` and `bca`: the bootstrap over clusters.
   * @default "t"
   */
  readonly method?: "t" | "percentile" | "bca";
}

/**
 * A metric of these rows with an interval, for any metric. Undefined where the metric is.
 *
 * @example metricInterval(rocAuc(), targets, outputs, { clusters: days })
 * @throws {InvalidArgumentError} what the metric throws, there is not one cluster a row, or an option is out of range.
 */
export function metricInterval(
  metric: Metric<never>,
  targets: AnyTargets,
  outputs: AnyOutputs,
  options: MetricIntervalOptions = {},
): StatisticInterval | undefined {
  checkOptions("metric interval", options, ["clusters", "weights", "method", "resamples", "seed", "confidence"]);
  const { clusters, weights, method = "t", confidence = 0.95, ...drawing } = options;
  if (!["t", "percentile", "bca"].includes(method))
    throw new InvalidArgumentError("metric interval", '`method` "t", "percentile" or "bca"', method);
  const weighted = weights === undefined ? {} : { weights };
  if (method === "t") {
    const found = estimateMetric(metric, { targets, outputs, clusters, ...weighted });
    return (
      found && {
        estimate: found.estimate,
        standardError: found.standardError,
        interval: tInterval(found, confidence),
        pValue: tTestPValue(found),
        clusters: found.clusters,
        undefinedResamples: 0,
      }
    );
  }
  const sample = metric.sample(targets, outputs, weighted);
  const times = new Float64Array(sample.rows);
  const units = clustersOf(sample, clusters);
  return statisticInterval(
    (rows) => {
      times.fill(0);
      for (const row of rows) times[row] = (times[row] as number) + 1;
      return sample.value(times);
    },
    { rows: sample.rows, method, confidence, ...drawing, ...(units && { clusters: units }) },
  );
}
