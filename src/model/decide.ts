import type { Json } from "../core/index.js";
import type { Decision } from "./model.js";
import type { Outputs } from "./outputs.js";
import type { Task } from "./task.js";
import { unansweredAt } from "./unanswered.js";

/** What is done with outputs where nobody said otherwise: probabilities are taken from one half on. */
export function defaultDecision(task: Task): Decision {
  return task === "binary" || task === "label-sets" ? { threshold: 0.5 } : {};
}

/** Outputs as a decision recalibrates them. */
export function calibrate(decision: Decision, outputs: Outputs): Outputs {
  const { calibration } = decision;
  if (calibration === undefined || outputs.task !== "binary") return outputs;
  const values = outputs.values.map((output) => {
    const logit = Math.log(output / (1 - output)) * calibration.slope + calibration.intercept;
    return 1 / (1 + Math.exp(-logit));
  });
  return { ...outputs, values };
}

/**
 * What a decision makes of one row of recalibrated outputs: `yes` or `no`, a class, the labels that are taken, or the output itself where
 * there is nothing to decide. Null leaves it to a person; a NaN decides nothing, nor does a row without an answer.
 */
export function decidedAt(decision: Decision, outputs: Outputs, row: number): Json {
  if (unansweredAt(outputs, row) !== undefined) return null;
  if (outputs.task === "text" || outputs.task === "json") return outputs.values[row] ?? null;
  const { task, width, values, labels = [] } = outputs;
  const { threshold, abstain, minimumProbability } = decision;
  const value = values[row * width] as number;
  // A view costs more than all the rest of a yes or no.
  const own = width === 1 ? [value] : values.subarray(row * width, (row + 1) * width);
  switch (task) {
    case "binary": {
      if (threshold === undefined || Number.isNaN(value)) return null;
      if (abstain !== undefined && value > abstain.low && value < abstain.high) return null;
      return value >= threshold ? "yes" : "no";
    }
    case "classes": {
      const best = own.indexOf(Math.max(...own));
      return best < 0 || (own[best] as number) < (minimumProbability ?? 0) ? null : (labels[best] as string);
    }
    case "label-sets":
      return threshold === undefined ? null : labels.filter((_, label) => (own[label] as number) >= threshold);
    case "vector":
      return [...own];
    default:
      return value;
  }
}
