import { InvalidArgumentError } from "../../core/index.js";
import { checkLength } from "../inputs.js";
import { type ClassLabel, compareLabels, type Labels, type ScoreRows } from "./class-label.js";
import { encodeLabels } from "./encode-labels.js";

/** The column of each row's class among the sorted labels, one column a label. @throws {InvalidArgumentError} columns and labels differ, or a score is not finite. */
export function classPositions(
  place: string,
  targets: Labels,
  scores: ScoreRows,
  given: readonly ClassLabel[] | undefined,
): { readonly labels: readonly ClassLabel[]; readonly positions: Int32Array } {
  checkLength(place, "rows of scores", scores, targets.length);
  const encoded = encodeLabels(place, targets, targets);
  const labels = given === undefined ? encoded.labels : [...given].sort(compareLabels);
  if (new Set(labels).size !== labels.length) throw new InvalidArgumentError(place, "each of `labels` once", given);
  for (let row = 0; row < scores.length; row++) {
    const values = scores[row] as ArrayLike<number>;
    if (values.length !== labels.length)
      throw new InvalidArgumentError(
        place,
        `a score for each of ${labels.length} classes (name those that do not occur by \`labels\`)`,
        `${values.length} at row ${row}`,
      );
    for (let column = 0; column < values.length; column++)
      if (!Number.isFinite(values[column]))
        throw new InvalidArgumentError(place, "finite scores", `${values[column]} at row ${row}`);
  }
  const columns = Int32Array.from(encoded.labels, (label) => labels.indexOf(label));
  const stranger = columns.indexOf(-1);
  if (stranger >= 0) throw new InvalidArgumentError(place, "targets among `labels`", encoded.labels[stranger]);
  return { labels, positions: encoded.targets.map((code) => columns[code] as number) };
}

/** @throws {InvalidArgumentError} a probability is outside [0, 1] or a row's do not sum to 1. */
export function checkProbabilities(place: string, rows: ScoreRows): void {
  for (let row = 0; row < rows.length; row++) {
    const values = rows[row] as ArrayLike<number>;
    let sum = 0;
    for (let column = 0; column < values.length; column++) {
      const value = values[column] as number;
      if (!(value >= 0 && value <= 1))
        throw new InvalidArgumentError(place, "probabilities between 0 and 1", `${value} at row ${row}`);
      sum += value;
    }
    // scikit-learn's tolerance: the square root of the float's epsilon.
    if (Math.abs(sum - 1) > 1.5e-8)
      throw new InvalidArgumentError(place, "probabilities that sum to 1", `${sum} at row ${row}`);
  }
}
