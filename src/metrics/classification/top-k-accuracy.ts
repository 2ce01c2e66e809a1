import { option } from "../../core/house.js";
import { checkMetricOptions } from "../check-metric-options.js";
import { paramsOf } from "../define-metric.js";
import { eachRow, meanMetric } from "../mean-metric.js";
import type { Metric, MetricInput } from "../metric.js";
import { labelsRule } from "../metric-rules.js";
import type { ClassLabel } from "../rows/class-label.js";
import { readScores } from "../rows/read-scores.js";
import { shareRange } from "../value-range.js";

/**
 * The share of rows whose class is among the `k` highest probabilities (scikit-learn's top_k_accuracy_score). Of equal ones the class that
 * sorts later stands higher, as there.
 */
export function topKAccuracy(
  options: {
    /** @default 2 */
    readonly k?: number;
    /** The classes of the columns, sorted. @default those of the targets */
    readonly labels?: readonly ClassLabel[];
  } = {},
): Metric<string> {
  checkMetricOptions("top-k accuracy", options, { ...labelsRule, k: option.count });
  const { k = 2, labels } = options;
  const [name, tasks] = [`top-${k} accuracy`, ["classes"] as const];
  return meanMetric({
    name,
    better: "higher",
    range: shareRange,
    tasks,
    params: paramsOf({ k, labels }),
    read: (input: MetricInput) => readScores(name, input, { tasks, labels, outputs: "scores" }),
    values: ({ width, targets, outputs }) => [
      eachRow((row) => {
        const mine = targets[row] as number;
        if (mine < 0) return 0;
        const own = outputs[row * width + mine] as number;
        let above = 0;
        for (let column = 0; column < width; column++) {
          const value = outputs[row * width + column] as number;
          if (value > own || (value === own && column > mine)) above++;
        }
        return above < k ? 1 : 0;
      }),
    ],
  });
}
