import { InvalidArgumentError } from "../../core/index.js";
import { rowWeights, weightedMean } from "../inputs.js";
import type { ClassLabel, Labels, ScoreRows } from "./class-label.js";
import { classPositions } from "./class-positions.js";

export interface TopKAccuracyOptions {
  /** @default 2 */
  readonly k?: number;
  /** The classes of the columns, sorted. @default those of the targets */
  readonly labels?: readonly ClassLabel[];
  readonly weights?: ArrayLike<number>;
}

/**
 * The share of rows whose class is among the `k` highest scores (scikit-learn's top_k_accuracy_score). Of equal scores the class that
 * sorts later stands higher, as there. Undefined of no rows.
 */
export function topKAccuracyScore(
  targets: Labels,
  scores: ScoreRows,
  options: TopKAccuracyOptions = {},
): number | undefined {
  const [place, { k = 2 }] = ["top-k accuracy", options];
  if (!(Number.isInteger(k) && k > 0)) throw new InvalidArgumentError(place, "`k` to be a whole number above 0", k);
  const { positions } = classPositions(place, targets, scores, options.labels);
  const right = new Float64Array(targets.length);
  for (let row = 0; row < right.length; row++) {
    const [values, mine] = [scores[row] as ArrayLike<number>, positions[row] as number];
    const own = values[mine] as number;
    let above = 0;
    for (let column = 0; column < values.length; column++) {
      const value = values[column] as number;
      if (value > own || (value === own && column > mine)) above++;
    }
    right[row] = above < k ? 1 : 0;
  }
  return weightedMean(right, rowWeights(place, options.weights, right.length));
}
