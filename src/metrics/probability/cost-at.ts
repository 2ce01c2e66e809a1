import { option } from "../../core/house.js";
import { checkMetricOptions } from "../check-metric-options.js";
import { eachRow, meanMetric } from "../mean-metric.js";
import type { Metric, MetricInput } from "../metric.js";
import { readScores } from "../rows/read-scores.js";

const tasks = ["binary"] as const;

/** Mean cost per row when outputs at or above the threshold are acted on. @throws {InvalidArgumentError} the threshold is not between 0 and 1, or a cost is not finite. */
export function costAt(options: {
  readonly threshold: number;
  /** What acting on a no costs. */
  readonly falsePositive: number;
  /** What leaving a yes costs. */
  readonly falseNegative: number;
}): Metric<boolean> {
  checkMetricOptions("cost", options, {
    threshold: option.required(option.share),
    falsePositive: option.required(option.number()),
    falseNegative: option.required(option.number()),
  });
  const { threshold, falsePositive, falseNegative } = options;
  const name = `cost at ${threshold}`;
  return meanMetric({
    name,
    better: "lower",
    range: { low: Math.min(0, falsePositive, falseNegative), high: Math.max(0, falsePositive, falseNegative) },
    tasks,
    params: { threshold, falsePositive, falseNegative },
    decides: true,
    read: (input: MetricInput) => readScores(name, input, { tasks, outputs: "probabilities" }),
    values: ({ targets, outputs }) => [
      eachRow((row) => {
        const acts = (outputs[row] as number) >= threshold;
        if (targets[row] === 1) return acts ? 0 : falseNegative;
        return acts ? falsePositive : 0;
      }),
    ],
  });
}
