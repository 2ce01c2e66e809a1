import { isRows, type LabelSets, type Labels, type ScoreRows } from "../classification/class-label.js";
import { classPositions } from "../classification/class-positions.js";
import { rowWeights } from "../inputs.js";
import { averageColumns, type ColumnAverage } from "./average-columns.js";
import { binaryAveragePrecision } from "./binary-scores.js";
import { classTable, isLabelSets, labelTable, yesNoOf } from "./score-table.js";
import { type YesNo, yesNoRows } from "./yes-no-rows.js";

export interface AveragePrecisionOptions {
  readonly weights?: ArrayLike<number>;
  /** Over classes or labels of score rows. @default "macro" */
  readonly average?: ColumnAverage;
}

/**
 * Precision averaged over steps of recall, without interpolation (scikit-learn's average_precision_score): of yes/no targets with an
 * output each, of classes (each against the rest) or of label sets with a row of scores each. Undefined of no rows, and, where
 * scikit-learn warns and counts 0, where no yes occurs in a column that counts.
 *
 * @throws {InvalidArgumentError} lengths differ, a target is not 0 or 1, a value is not finite, or a weight is below 0.
 */
export function averagePrecisionScore(
  targets: YesNo | Labels | LabelSets,
  outputs: ArrayLike<number> | ScoreRows,
  options: AveragePrecisionOptions = {},
): number | undefined {
  const [place, { average = "macro", weights }] = ["average precision", options];
  if (!isRows(outputs)) return binaryAveragePrecision(yesNoRows(place, yesNoOf(place, targets), outputs, weights));
  if (isLabelSets(targets))
    return averageColumns(binaryAveragePrecision, labelTable(place, targets, outputs, weights), average);
  const { labels, positions } = classPositions(place, targets, outputs, undefined);
  const table = classTable(positions, outputs, labels.length, rowWeights(place, weights, positions.length));
  return averageColumns(binaryAveragePrecision, table, average);
}
