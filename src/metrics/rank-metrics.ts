import { aucWithoutClusters } from "./auc-without-clusters.js";
import { fallingOrder } from "./falling-order.js";
import type { Metric } from "./metric.js";
import { countWonPairs } from "./scores/count-won-pairs.js";

/** Walks groups of equal output from the highest down, with true and false positives so far. */
export function walkThresholds(
  outputs: Float64Array,
  targets: Float64Array,
  visit: (truePositives: number, falsePositives: number, threshold: number) => void,
): void {
  const order = fallingOrder(outputs);
  let truePositives = 0;
  for (let position = 0; position < order.length; position++) {
    const row = order[position] as number;
    truePositives += targets[row] as number;
    const next = order[position + 1];
    if (next !== undefined && outputs[next] === outputs[row]) continue;
    visit(truePositives, position + 1 - truePositives, outputs[row] as number);
  }
}

/**
 * The chance that a random yes gets a higher output than a random no, ties counting half (scikit-learn's roc_auc_score).
 * Undefined unless both answers occur.
 */
export function rocAuc(): Metric<boolean> {
  return {
    name: "ROC-AUC",
    better: "higher",
    withoutClusters: aucWithoutClusters,
    compute(outputs, targets) {
      const { won, pairs } = countWonPairs(outputs, targets);
      return pairs === 0 ? undefined : won / pairs;
    },
  };
}

/** Mean precision over recall steps, without interpolation (scikit-learn's average_precision_score). Undefined when no yes occurs. */
export function averagePrecision(): Metric<boolean> {
  return {
    name: "average precision",
    better: "higher",
    compute(outputs, targets) {
      let sum = 0;
      let last = 0;
      walkThresholds(outputs, targets, (truePositives, falsePositives) => {
        sum += ((truePositives - last) * truePositives) / (truePositives + falsePositives);
        last = truePositives;
      });
      return last === 0 ? undefined : sum / last;
    },
  };
}
