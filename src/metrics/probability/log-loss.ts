import { checkMetricOptions } from "../check-metric-options.js";
import { paramsOf } from "../define-metric.js";
import { eachRow, meanMetric, type RowParts } from "../mean-metric.js";
import type { Metric, MetricInput } from "../metric.js";
import { labelsRule } from "../metric-rules.js";
import type { ClassLabel } from "../rows/class-label.js";
import { readScores, type ScoreRows } from "../rows/read-scores.js";
import { lossRange } from "../value-range.js";
import { meanLogLoss } from "./mean-log-loss.js";

const tasks = ["binary", "classes", "label-sets"] as const;
// scikit-learn clips probabilities to [eps, 1 − eps] of float64.
const [smallest, largest] = [Number.EPSILON, 1 - Number.EPSILON];

/**
 * Mean negative log likelihood, natural logarithm, probabilities clipped to [2^−52, 1 − 2^−52] (scikit-learn's log_loss): of yes/no targets
 * with the probability of yes, of classes with a row of probabilities each, of label sets the mean over labels (which scikit-learn has not). Called on more than 4,096 answers it
 * takes one logarithm for 16 rows, which may change the 13th digit; its states are exact.
 *
 * @param options `labels`: the classes of the columns of plain rows, sorted; @default those of the targets.
 */
export function logLoss(
  options: { readonly labels?: readonly ClassLabel[] } = {},
): Metric<boolean | string | readonly string[]> {
  checkMetricOptions("log loss", options, labelsRule);
  return meanMetric({
    name: "log loss",
    better: "lower",
    range: lossRange,
    tasks,
    params: paramsOf({ ...options }),
    read: (input: MetricInput) =>
      readScores("log loss", input, { tasks, labels: options.labels, outputs: "probabilities" }),
    values: (rows) => [lossOf(rows)],
    quick: ({ task, weights, targets, outputs }) =>
      task === "binary" && weights === undefined ? meanLogLoss(targets, outputs) : undefined,
  });
}

function lossOf({ task, width, targets, outputs }: ScoreRows): RowParts {
  if (task === "binary") return yesNoLosses(targets, outputs);
  if (task === "classes")
    return eachRow((row) => {
      const column = targets[row] as number;
      return -Math.log(clipped(column < 0 ? 0 : (outputs[row * width + column] as number)));
    });
  return eachRow((row) => {
    let sum = 0;
    for (let index = row * width; index < (row + 1) * width; index++)
      sum += rowLogLoss(targets[index] as number, outputs[index] as number);
    return sum / width;
  });
}

/** Every row in place: a function call for each would cost as much as its logarithm. */
function yesNoLosses(targets: Float64Array, outputs: Float64Array): RowParts {
  return (into, start) => {
    for (let index = 0; index < into.length; index++)
      into[index] = rowLogLoss(targets[start + index] as number, outputs[start + index] as number);
  };
}

/** Negative log likelihood of one yes (1) or no (0). */
function rowLogLoss(target: number, output: number): number {
  // The probability of a yes, else 1 − it, without a branch that the processor would guess wrong half of the time.
  return -Math.log(1 - target + (2 * target - 1) * clipped(output));
}

function clipped(probability: number): number {
  // Math.min and Math.max cost twice as much.
  if (probability < smallest) return smallest;
  if (probability > largest) return largest;
  return probability;
}
