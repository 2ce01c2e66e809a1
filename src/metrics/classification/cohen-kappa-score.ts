import type { ClassLabel, Labels } from "./class-label.js";
import { type ConfusionMatrix, confusionMatrix } from "./confusion-matrix.js";

export interface CohenKappaScoreOptions {
  /** Disagreement counts once, by its distance in the order of the labels, or by its square. @default each once */
  readonly kappaWeights?: "linear" | "quadratic";
  /** The labels in their order. @default all that occur, sorted */
  readonly labels?: readonly ClassLabel[];
  readonly weights?: ArrayLike<number>;
}

/** Agreement beyond chance (scikit-learn's cohen_kappa_score). Undefined of no rows, or when chance alone agrees always. */
export function cohenKappaScore(
  targets: Labels,
  predictions: Labels,
  options: CohenKappaScoreOptions = {},
): number | undefined {
  return kappaOf(confusionMatrix(targets, predictions, options), options.kappaWeights);
}

export function kappaOf({ counts }: ConfusionMatrix, kappaWeights?: "linear" | "quadratic"): number | undefined {
  const size = counts.length;
  const [rows, columns] = [new Float64Array(size), new Float64Array(size)];
  let total = 0;
  counts.forEach((values, row) => {
    values.forEach((count, column) => {
      rows[row] = (rows[row] as number) + count;
      columns[column] = (columns[column] as number) + count;
      total += count;
    });
  });
  if (total === 0) return undefined;
  let [observed, expected] = [0, 0];
  counts.forEach((values, row) => {
    values.forEach((count, column) => {
      const distance = Math.abs(row - column);
      const cost =
        kappaWeights === "quadratic"
          ? distance * distance
          : kappaWeights === "linear"
            ? distance
            : Math.min(1, distance);
      observed += cost * count;
      expected += (cost * (rows[row] as number) * (columns[column] as number)) / total;
    });
  });
  return expected === 0 ? undefined : 1 - observed / expected;
}
