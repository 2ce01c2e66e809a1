import type { Targets } from "../../model/index.js";

/**
 * The mean loss that the trees lower, on the rows they were grown on: log loss of yes and no and of classes, squared error of numbers
 * and relevances.
 *
 * @param scores Before any link: one column, for more than two classes one per class.
 * @returns undefined for tasks without such a mean.
 */
export function trainingLoss(targets: Targets, scores: readonly Float64Array[]): number | undefined {
  const [first] = scores;
  if (first === undefined || targets.rows === 0) return undefined;
  let sum = 0;
  if (targets.task === "number" || targets.task === "ranking")
    for (let row = 0; row < targets.rows; row++) sum += ((first[row] as number) - (targets.values[row] as number)) ** 2;
  else if (targets.task === "binary" || (targets.task === "classes" && scores.length === 1))
    for (let row = 0; row < targets.rows; row++) sum += logLoss(first[row] as number, targets.values[row] as number);
  else if (targets.task === "classes")
    for (let row = 0; row < targets.rows; row++) sum += logLossOfClasses(scores, row, targets.values[row] as number);
  else return undefined;
  return sum / targets.rows;
}

/** log(1 + e^score) − label × score, without overflow. */
function logLoss(score: number, label: number): number {
  return Math.log1p(Math.exp(-Math.abs(score))) + Math.max(score, 0) - label * score;
}

function logLossOfClasses(scores: readonly Float64Array[], row: number, label: number): number {
  let largest = Number.NEGATIVE_INFINITY;
  for (const column of scores) largest = Math.max(largest, column[row] as number);
  let sum = 0;
  for (const column of scores) sum += Math.exp((column[row] as number) - largest);
  return largest + Math.log(sum) - (scores[label]?.[row] as number);
}
