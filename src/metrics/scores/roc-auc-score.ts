import { InvalidArgumentError } from "../../core/index.js";
import { type ClassLabel, isRows, type LabelSets, type Labels, type ScoreRows } from "../classification/class-label.js";
import { classPositions } from "../classification/class-positions.js";
import { rowWeights } from "../inputs.js";
import { averageColumns, type ColumnAverage } from "./average-columns.js";
import { binaryRocAuc } from "./binary-scores.js";
import { oneAgainstOne } from "./one-against-one.js";
import { classTable, isLabelSets, labelTable, yesNoOf } from "./score-table.js";
import { type YesNo, yesNoRows } from "./yes-no-rows.js";

export interface RocAucOptions {
  readonly weights?: ArrayLike<number>;
  /** Only the curve up to this false positive rate, above 0 and at most 1, scaled so that chance gives 0.5 (McClish 1989). Not of classes. @default 1 */
  readonly maxFalsePositiveRate?: number;
  /** Each class against the rest, or each pair of classes (Hand and Till 2001), which takes no weights. Needed for score rows of classes. */
  readonly multiClass?: "ovr" | "ovo";
  /** Of classes one against one `macro` or `weighted`, against the rest `micro` too, of label sets any. @default "macro" */
  readonly average?: ColumnAverage;
  /** The classes of the columns of score rows, sorted. @default those of the targets */
  readonly labels?: readonly ClassLabel[];
}

/**
 * The area under the ROC curve, ties counting half (scikit-learn's roc_auc_score): of yes/no targets with an output each, of classes with
 * a row of probabilities each, or of label sets with a row of outputs each. Undefined of no rows, and where a class that counts, or all
 * others, do not occur.
 *
 * @throws {InvalidArgumentError} lengths differ, values are not finite, rows of probabilities do not sum to 1, or options do not fit the targets.
 */
export function rocAucScore(
  targets: YesNo | Labels | LabelSets,
  outputs: ArrayLike<number> | ScoreRows,
  options: RocAucOptions = {},
): number | undefined {
  const place = "ROC-AUC";
  const { average = "macro", maxFalsePositiveRate: maximum = 1 } = options;
  if (!(maximum > 0 && maximum <= 1))
    throw new InvalidArgumentError(place, "`maxFalsePositiveRate` above 0 and at most 1", maximum);
  if (!isRows(outputs)) {
    return binaryRocAuc(yesNoRows(place, yesNoOf(place, targets), outputs, options.weights), maximum);
  }
  if (isLabelSets(targets))
    return averageColumns(
      (rows) => binaryRocAuc(rows, maximum),
      labelTable(place, targets, outputs, options.weights),
      average,
    );
  if (maximum !== 1) throw new InvalidArgumentError(place, "no `maxFalsePositiveRate` for classes", maximum);
  return classRocAuc(place, targets, outputs, options);
}

function classRocAuc(place: string, targets: Labels, outputs: ScoreRows, options: RocAucOptions): number | undefined {
  const { multiClass, average = "macro" } = options;
  const { labels, positions } = classPositions(place, targets, outputs, options.labels);
  checkSums(place, outputs);
  if (multiClass === "ovr" && average !== "samples") {
    const weights = rowWeights(place, options.weights, positions.length);
    return averageColumns(binaryRocAuc, classTable(positions, outputs, labels.length, weights), average);
  }
  if (multiClass !== "ovo")
    throw new InvalidArgumentError(
      place,
      multiClass === undefined ? '`multiClass` "ovr" or "ovo" for classes' : '`average` "macro", "weighted" or "micro"',
      multiClass ?? average,
    );
  if (average !== "macro" && average !== "weighted")
    throw new InvalidArgumentError(place, '`average` "macro" or "weighted" for "ovo"', average);
  if (options.weights !== undefined) throw new InvalidArgumentError(place, 'no `weights` for "ovo"', "weights");
  return oneAgainstOne(positions, outputs, labels.length, average);
}

function checkSums(place: string, rows: ScoreRows): void {
  for (let row = 0; row < rows.length; row++) {
    const sum = Array.from(rows[row] as ArrayLike<number>).reduce((total, value) => total + value, 0);
    // scikit-learn asks for numpy's allclose here, which single precision passes.
    if (!(Math.abs(sum - 1) <= 1e-8 + 1e-5 * Math.abs(sum)))
      throw new InvalidArgumentError(place, "scores of classes that sum to 1", `${sum} at row ${row}`);
  }
}
