import { InvalidArgumentError } from "../../core/index.js";
import type { LabelSets, Labels, ScoreRows } from "../classification/class-label.js";
import { labelCount } from "../classification/count-label-sets.js";
import { finiteNumbers, rowWeights } from "../inputs.js";
import type { YesNoColumns } from "./average-columns.js";
import { type YesNo, yesNoNumbers } from "./yes-no-rows.js";

/** A row of yes and no for each row. A text is array-like too, so it must be told from one. */
export function isLabelSets(targets: YesNo | Labels | LabelSets): targets is LabelSets {
  return typeof targets[0] === "object";
}

/** Targets that are not rows. @throws {InvalidArgumentError} they are texts. */
export function yesNoOf(place: string, targets: YesNo | Labels | LabelSets): YesNo {
  const first = targets[0];
  if (first === undefined || typeof first === "number" || typeof first === "boolean") return targets as YesNo;
  throw new InvalidArgumentError(
    place,
    "targets that are 0 or 1, or yes or no, or a row of scores for each row",
    first,
  );
}

/** Label sets and a score for each label, column by column. */
export function labelTable(
  place: string,
  targets: LabelSets,
  scores: ScoreRows,
  weights: ArrayLike<number> | undefined,
): YesNoColumns {
  const size = labelCount(place, targets, scores);
  const rows = targets.length;
  return {
    rows,
    weights: rowWeights(place, weights, rows),
    columns: Array.from({ length: size }, (_, label) => ({
      targets: yesNoNumbers(place, columnOf(targets, label)),
      outputs: finiteNumbers(place, `outputs of label ${label}`, columnOf(scores, label)),
    })),
  };
}

/** Each class against all others. */
export function classTable(
  positions: Int32Array,
  scores: ScoreRows,
  classes: number,
  weights: Float64Array | undefined,
): YesNoColumns {
  return {
    rows: positions.length,
    weights,
    columns: Array.from({ length: classes }, (_, index) => ({
      targets: Float64Array.from(positions, (position) => (position === index ? 1 : 0)),
      outputs: Float64Array.from(columnOf(scores, index)),
    })),
  };
}

function columnOf(rows: ArrayLike<ArrayLike<number> | ArrayLike<boolean>>, column: number): number[] {
  return Array.from({ length: rows.length }, (_, row) => Number(rows[row]?.[column]));
}
