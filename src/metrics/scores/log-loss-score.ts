import { type ClassLabel, isRows, type Labels, type ScoreRows } from "../classification/class-label.js";
import { checkProbabilities, classPositions } from "../classification/class-positions.js";
import { rowWeights, weightedMean } from "../inputs.js";
import { meanLogLoss, rowLogLoss } from "./mean-log-loss.js";
import { yesNoOf } from "./score-table.js";
import { checkUnitInterval, type YesNo, yesNoRows } from "./yes-no-rows.js";

export interface LogLossOptions {
  readonly weights?: ArrayLike<number>;
  /** The classes of the columns of probability rows, sorted. @default those of the targets */
  readonly labels?: readonly ClassLabel[];
}

/**
 * Mean negative log likelihood, natural logarithm, probabilities clipped to [2^−52, 1 − 2^−52] (scikit-learn's log_loss): of yes/no
 * targets with the probability of yes, or of classes with a row of probabilities each. Undefined of no rows.
 *
 * @throws {InvalidArgumentError} lengths differ, a probability is outside [0, 1], or a row of them does not sum to 1.
 */
export function logLossScore(
  targets: YesNo | Labels,
  outputs: ArrayLike<number> | ScoreRows,
  options: LogLossOptions = {},
): number | undefined {
  const place = "log loss";
  if (!isRows(outputs)) {
    const rows = yesNoRows(place, yesNoOf(place, targets), outputs, options.weights);
    checkUnitInterval(place, rows.outputs);
    if (rows.weights === undefined) return meanLogLoss(rows.outputs, rows.targets);
    return weightedMean(
      rows.outputs.map((output, row) => rowLogLoss(output, rows.targets[row] as number)),
      rows.weights,
    );
  }
  const { positions } = classPositions(place, targets, outputs, options.labels);
  checkProbabilities(place, outputs);
  return weightedMean(
    Float64Array.from(positions, (position, row) => rowLogLoss(outputs[row]?.[position] as number, 1)),
    rowWeights(place, options.weights, positions.length),
  );
}
