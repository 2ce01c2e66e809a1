import { checkArguments, type OptionRules, option } from "../../core/house.js";
import type { StatisticIntervalOptions } from "../../stats/house.js";
import { tInterval, tTestPValue } from "../../stats/house.js";
import { type Interval, type StatisticInterval, statisticInterval } from "../../stats/index.js";
import { checkMetricOptions } from "../check-metric-options.js";
import type { AnyOutputs, AnyTargets, Metric, MetricOptions } from "../metric.js";
import { clipInterval } from "../value-range.js";
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

const rules: OptionRules<MetricIntervalOptions> = {
  clusters: option.listOf(option.anything),
  weights: option.numbers,
  method: option.oneOf("t", "percentile", "bca"),
  resamples: option.count,
  seed: option.seed,
  confidence: option.level,
};

/**
 * A metric of these rows with an interval, for any metric; it ends where the metric's range does. Undefined where the metric is.
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
  checkArguments(
    "metric interval",
    { metric, targets, outputs },
    { metric: option.having("a metric, e.g. `logLoss()`", "sample"), targets: option.listed, outputs: option.listed },
  );
  checkMetricOptions("metric interval", options, rules);
  const { clusters, weights, method = "t", confidence = 0.95, ...drawing } = options;
  const weighted = weights === undefined ? {} : { weights };
  if (method === "t") {
    const found = estimateMetric(metric, { targets, outputs, clusters, ...weighted });
    return (
      found && {
        estimate: found.estimate,
        standardError: found.standardError,
        interval: clipped(tInterval(found, confidence), metric),
        pValue: tTestPValue(found),
        clusters: found.clusters,
        undefinedResamples: 0,
      }
    );
  }
  const sample = metric.sample(targets, outputs, weighted);
  const times = new Float64Array(sample.rows);
  const units = clustersOf(sample, clusters);
  const found = statisticInterval(
    (rows) => {
      times.fill(0);
      for (const row of rows) times[row] = (times[row] as number) + 1;
      return sample.value(times);
    },
    { rows: sample.rows, method, confidence, ...drawing, ...(units && { clusters: units }) },
  );
  return found && { ...found, interval: clipped(found.interval, metric) };
}

function clipped(interval: Interval | undefined, { range }: Metric<never>): Interval | undefined {
  return interval && clipInterval(interval, range);
}
