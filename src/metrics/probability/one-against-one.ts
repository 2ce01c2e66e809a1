import { InvalidArgumentError } from "../../core/index.js";
import type { ScoreRows } from "../rows/read-scores.js";
import type { YesNoRows } from "../rows/yes-no-rows.js";
import type { ColumnAverage } from "./average-columns.js";

/**
 * The mean over pairs of classes of the score among their rows, once by each class's outputs (Hand and Till 2001); undefined when a class
 * does not occur.
 */
export function oneAgainstOne(
  place: string,
  { rows, width, targets, outputs, weights }: ScoreRows,
  score: (rows: YesNoRows) => number | undefined,
  average: ColumnAverage,
): number | undefined {
  // Whole weights are rows that were drawn several times; others have no meaning among pairs (scikit-learn refuses them all).
  const fraction = weights?.find((weight) => !Number.isInteger(weight));
  if (fraction !== undefined) throw new InvalidArgumentError(place, 'no `weights` for "ovo"', fraction);
  let [sum, total] = [0, 0];
  for (let first = 0; first < width; first++)
    for (let second = first + 1; second < width; second++) {
      const mine = Uint32Array.from({ length: rows }, (_, row) => row).filter(
        (row) => (targets[row] === first || targets[row] === second) && weights?.[row] !== 0,
      );
      const own = weights && Float64Array.from(mine, (row) => weights[row] as number);
      const scoreBy = (column: number): number | undefined =>
        score({
          targets: Float64Array.from(mine, (row) => (targets[row] === column ? 1 : 0)),
          outputs: Float64Array.from(mine, (row) => outputs[row * width + column] as number),
          weights: own,
        });
      const [one, other] = [scoreBy(first), scoreBy(second)];
      if (one === undefined || other === undefined) return undefined;
      const size = own === undefined ? mine.length : own.reduce((all, weight) => all + weight, 0);
      const weight = average === "macro" ? 1 : size;
      sum += (weight * (one + other)) / 2;
      total += weight;
    }
  return total === 0 ? undefined : sum / total;
}
