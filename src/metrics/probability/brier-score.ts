import { option } from "../../core/house.js";
import { checkMetricOptions } from "../check-metric-options.js";
import { paramsOf } from "../define-metric.js";
import { eachRow, meanMetric } from "../mean-metric.js";
import type { Metric, MetricInput } from "../metric.js";
import { labelsRule } from "../metric-rules.js";
import type { ClassLabel } from "../rows/class-label.js";
import { readScores } from "../rows/read-scores.js";

export interface BrierScoreOptions {
  /** The classes of the columns of plain rows, sorted. @default those of the targets */
  readonly labels?: readonly ClassLabel[];
  /** Half the sum over classes, from 0 to 1; otherwise from 0 to 2. "auto": of fewer than three classes. @default "auto" */
  readonly scaleByHalf?: boolean | "auto";
}

const tasks = ["binary", "classes", "label-sets"] as const;

/**
 * Mean squared distance of probabilities from what happened, summed over classes (scikit-learn's brier_score_loss); of label sets the mean
 * over labels (which scikit-learn has not).
 */
export function brierScore(options: BrierScoreOptions = {}): Metric<boolean | string | readonly string[]> {
  checkMetricOptions("Brier score", options, { ...labelsRule, scaleByHalf: option.oneOf(true, false, "auto") });
  const { labels, scaleByHalf = "auto" } = options;
  return meanMetric({
    name: "Brier score",
    better: "lower",
    // With "auto" it depends on the classes.
    range: { low: 0, high: scaleByHalf === true ? 1 : 2 },
    tasks,
    params: paramsOf({ ...options }),
    read: (input: MetricInput) => readScores("Brier score", input, { tasks, labels, outputs: "probabilities" }),
    values({ task, width, targets, outputs }) {
      const half = scaleByHalf === "auto" ? task !== "classes" || width < 3 : scaleByHalf;
      // Of yes and no the distances of both answers are equal, so that one is already half of their sum.
      const factor = task === "classes" ? (half ? 0.5 : 1) : (half ? 1 : 2) / Math.max(1, width);
      const scoreOf = (row: number): number => {
        let sum = 0;
        for (let column = 0; column < width; column++) {
          const index = row * width + column;
          const target = task === "classes" ? (targets[row] === column ? 1 : 0) : (targets[index] as number);
          const distance = (outputs[index] as number) - target;
          sum += distance * distance;
        }
        // A class without a column had probability 0.
        return factor * (task === "classes" && (targets[row] as number) < 0 ? sum + 1 : sum);
      };
      return [eachRow(scoreOf)];
    },
  });
}
