import type { ScoreRows } from "../classification/class-label.js";
import { binaryRocAuc } from "./binary-scores.js";

/** The mean over pairs of classes of ROC-AUC among their rows, once by each class's scores (Hand and Till 2001); undefined when a class does not occur. */
export function oneAgainstOne(
  positions: Int32Array,
  scores: ScoreRows,
  classes: number,
  average: "macro" | "weighted",
): number | undefined {
  let [sum, total] = [0, 0];
  for (let first = 0; first < classes; first++)
    for (let second = first + 1; second < classes; second++) {
      const rows: number[] = [];
      positions.forEach((position, row) => {
        if (position === first || position === second) rows.push(row);
      });
      const areaBy = (column: number): number | undefined =>
        binaryRocAuc({
          targets: Float64Array.from(rows, (row) => (positions[row] === column ? 1 : 0)),
          outputs: Float64Array.from(rows, (row) => scores[row]?.[column] as number),
          weights: undefined,
        });
      const [one, other] = [areaBy(first), areaBy(second)];
      if (one === undefined || other === undefined) return undefined;
      const weight = average === "macro" ? 1 : rows.length;
      sum += (weight * (one + other)) / 2;
      total += weight;
    }
  return total === 0 ? undefined : sum / total;
}
