import { clusterRobustMean } from "../../stats/house.js";
import type { ScoreRows } from "../rows/read-scores.js";
import type { YesNoRows } from "../rows/yes-no-rows.js";

/**
 * How scores of several columns become one. `macro`: their mean. `weighted`: their mean by how often each holds. `micro`: one score of all
 * pairs of row and column. `samples`: the mean of a score for each row.
 */
export type ColumnAverage = "macro" | "weighted" | "micro" | "samples";

/** scikit-learn's _average_binary_score; undefined when a column that counts has no score. */
export function averageColumns(
  score: (rows: YesNoRows) => number | undefined,
  table: ScoreRows,
  average: ColumnAverage,
): number | undefined {
  const { rows, width, outputs, weights } = table;
  const targetAt = targetsOf(table);
  if (average === "micro")
    return score({
      targets: Float64Array.from(outputs, (_, index) => targetAt(Math.floor(index / width), index % width)),
      outputs,
      weights: weights && Float64Array.from(outputs, (_, index) => weights[Math.floor(index / width)] as number),
    });
  if (average === "samples") {
    const scores = Array.from({ length: rows }, (_, row) =>
      score({
        targets: Float64Array.from({ length: width }, (_, column) => targetAt(row, column)),
        outputs: outputs.subarray(row * width, (row + 1) * width),
        weights: undefined,
      }),
    );
    // Rows come in any order: their mean is exact, so that it is the same to the bit.
    return weights === undefined && !scores.includes(undefined)
      ? clusterRobustMean(scores as number[])?.estimate
      : meanByWeight(scores, weights);
  }
  const columns = Array.from({ length: width }, (_, column) => columnOf(table, column));
  const scores = columns.map((column) => score(column));
  if (average === "macro") return meanByWeight(scores, undefined);
  const support = columns.map(({ targets }) =>
    targets.reduce((sum, target, row) => sum + target * (weights === undefined ? 1 : (weights[row] as number)), 0),
  );
  return support.every((weight) => weight === 0) ? 0 : meanByWeight(scores, support);
}

/** A class or label against all others. */
export function columnOf(table: ScoreRows, column: number): YesNoRows {
  const { rows, width, outputs, weights } = table;
  const targetAt = targetsOf(table);
  return {
    targets: Float64Array.from({ length: rows }, (_, row) => targetAt(row, column)),
    outputs: Float64Array.from({ length: rows }, (_, row) => outputs[row * width + column] as number),
    weights,
  };
}

function targetsOf({ task, width, targets }: ScoreRows): (row: number, column: number) => number {
  return task === "classes"
    ? (row, column) => (targets[row] === column ? 1 : 0)
    : (row, column) => targets[row * width + column] as number;
}

/** Undefined when one that weighs something is. */
function meanByWeight(
  scores: readonly (number | undefined)[],
  weights: ArrayLike<number> | undefined,
): number | undefined {
  let [sum, total] = [0, 0];
  for (const [index, score] of scores.entries()) {
    const weight = weights === undefined ? 1 : (weights[index] as number);
    if (weight === 0) continue;
    if (score === undefined) return undefined;
    sum += weight * score;
    total += weight;
  }
  return total === 0 ? undefined : sum / total;
}
