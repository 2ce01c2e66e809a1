import { type Contributions, labelledOutputs, type NumericOutputs, numericOutputs } from "../../model/index.js";
import { logistic, softmax } from "./softmax.js";

/** What models that add up scores can be trained for. Two classes have one score, as yes and no have: that of the second. */
export type ScoredTask = "binary" | "number" | "classes" | "label-sets" | "ranking";

/** Outputs of a task from its scores, which stand in one array for each class, label or number, and are used up. */
export function outputsOfScores(
  task: ScoredTask,
  scores: readonly Float64Array[],
  labels: readonly string[] = [],
): NumericOutputs {
  const [first = new Float64Array(0)] = scores;
  if (task === "number" || task === "ranking") return numericOutputs(task, first);
  if (task === "classes" && scores.length > 1) for (let row = 0; row < first.length; row++) softmax(scores, row);
  else for (const own of scores) for (let row = 0; row < own.length; row++) own[row] = logistic(own[row] as number);
  if (task === "binary") return numericOutputs(task, first);
  return labelledOutputs(
    task,
    labels,
    byRow(scores.length === 1 && labels.length === 2 ? [without(first), first] : scores),
  );
}

/** What a task's scores are in. */
export function unitOf(task: ScoredTask): Contributions["unit"] {
  return task === "number" || task === "ranking" ? "target" : "log-odds";
}

/** Which label a score speaks for; undefined of one number. Two classes share one score, which is the second's. */
export function labelOf(labels: readonly string[] | undefined, scores: number, index: number): string | undefined {
  return labels?.length === 2 && scores === 1 ? labels[1] : labels?.[index];
}

function without(probabilities: Float64Array): Float64Array {
  return probabilities.map((probability) => 1 - probability);
}

function byRow(columns: readonly Float64Array[]): Float64Array {
  const width = columns.length;
  const values = new Float64Array((columns[0]?.length ?? 0) * width);
  for (const [index, column] of columns.entries())
    for (let row = 0; row < column.length; row++) values[row * width + index] = column[row] as number;
  return values;
}
