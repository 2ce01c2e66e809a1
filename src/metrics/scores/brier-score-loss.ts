import { type ClassLabel, isRows, type Labels, type ScoreRows } from "../classification/class-label.js";
import { checkProbabilities, classPositions } from "../classification/class-positions.js";
import { rowWeights, weightedMean } from "../inputs.js";
import { yesNoOf } from "./score-table.js";
import { checkUnitInterval, type YesNo, yesNoRows } from "./yes-no-rows.js";

export interface BrierScoreOptions {
  readonly weights?: ArrayLike<number>;
  /** The classes of the columns of probability rows, sorted. @default those of the targets */
  readonly labels?: readonly ClassLabel[];
  /** Half the sum over classes, from 0 to 1; otherwise from 0 to 2. "auto": of fewer than three classes. @default "auto" */
  readonly scaleByHalf?: boolean | "auto";
}

/**
 * Mean squared distance of probabilities from what happened, summed over classes (scikit-learn's brier_score_loss): of yes/no targets
 * with the probability of yes, or of classes with a row of probabilities each. Undefined of no rows.
 *
 * @throws {InvalidArgumentError} lengths differ, a probability is outside [0, 1], or a row of them does not sum to 1.
 */
export function brierScoreLoss(
  targets: YesNo | Labels,
  outputs: ArrayLike<number> | ScoreRows,
  options: BrierScoreOptions = {},
): number | undefined {
  const [place, { scaleByHalf = "auto" }] = ["Brier score", options];
  if (!isRows(outputs)) {
    const {
      targets: answers,
      outputs: probabilities,
      weights,
    } = yesNoRows(place, yesNoOf(place, targets), outputs, options.weights);
    checkUnitInterval(place, probabilities);
    const factor = scaleByHalf === false ? 2 : 1;
    return weightedMean(
      probabilities.map((output, row) => factor * square(output - (answers[row] as number))),
      weights,
    );
  }
  const { labels, positions } = classPositions(place, targets, outputs, options.labels);
  checkProbabilities(place, outputs);
  const half = scaleByHalf === "auto" ? labels.length < 3 : scaleByHalf;
  const distances = Float64Array.from(positions, (position, row) =>
    Array.from(outputs[row] as ArrayLike<number>).reduce(
      (sum, output, column) => sum + square(output - (column === position ? 1 : 0)),
      0,
    ),
  );
  const mean = weightedMean(distances, rowWeights(place, options.weights, positions.length));
  return mean === undefined ? undefined : half ? mean / 2 : mean;
}

function square(value: number): number {
  return value * value;
}
