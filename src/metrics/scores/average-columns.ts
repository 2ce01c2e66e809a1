import type { YesNoRows } from "./yes-no-rows.js";

/**
 * How scores of several columns become one. `macro`: their mean. `weighted`: their mean by how often each holds. `micro`: one score of all
 * pairs of row and column. `samples`: the mean of a score for each row.
 */
export type ColumnAverage = "macro" | "weighted" | "micro" | "samples";

/** A table of yes and no with an output for each, column by column. */
export interface YesNoColumns {
  readonly columns: readonly { readonly targets: Float64Array; readonly outputs: Float64Array }[];
  readonly rows: number;
  readonly weights: Float64Array | undefined;
}

/** scikit-learn's _average_binary_score; undefined when a column that counts has no score. */
export function averageColumns(
  score: (rows: YesNoRows) => number | undefined,
  table: YesNoColumns,
  average: ColumnAverage,
): number | undefined {
  const { columns, rows, weights } = table;
  if (average === "micro") return score(flatten(table));
  if (average === "samples") {
    const scores = Array.from({ length: rows }, (_, row) =>
      score({
        targets: Float64Array.from(columns, ({ targets }) => targets[row] as number),
        outputs: Float64Array.from(columns, ({ outputs }) => outputs[row] as number),
        weights: undefined,
      }),
    );
    return meanByWeight(scores, weights);
  }
  const scores = columns.map((column) => score({ ...column, weights }));
  if (average === "macro") return meanByWeight(scores, undefined);
  const support = columns.map(({ targets }) =>
    targets.reduce((sum, target, row) => sum + target * (weights === undefined ? 1 : (weights[row] as number)), 0),
  );
  return support.every((weight) => weight === 0) ? 0 : meanByWeight(scores, support);
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

function flatten({ columns, rows, weights }: YesNoColumns): YesNoRows {
  const size = columns.length * rows;
  const [targets, outputs] = [new Float64Array(size), new Float64Array(size)];
  const repeated = weights && new Float64Array(size);
  columns.forEach((column, index) => {
    targets.set(column.targets, index * rows);
    outputs.set(column.outputs, index * rows);
    if (weights) repeated?.set(weights, index * rows);
  });
  return { targets, outputs, weights: repeated };
}
