import { InvalidArgumentError } from "../../core/index.js";
import { known } from "../inputs.js";
import type { ClassLabel } from "./class-label.js";
import { averageClasses, type ClassScoreOptions } from "./class-scores.js";
import type { ClassTotals } from "./class-totals.js";

export interface ScoresOfOptions extends ClassScoreOptions {
  /** `samples` needs the rows themselves. @default "binary" */
  readonly average?: "binary" | "micro" | "macro" | "weighted";
  /** The class that `binary` looks at. @default 1, or true among yes and no */
  readonly positive?: ClassLabel;
}

/** Undefined of no rows, or with `zeroDivision: "undefined"`. */
export interface AveragedScores {
  readonly precision: number | undefined;
  readonly recall: number | undefined;
  readonly fScore: number | undefined;
}

/**
 * Precision, recall and F of totals, merged ones too (scikit-learn's precision_recall_fscore_support with an average).
 *
 * @throws {InvalidArgumentError} `binary` of more than two classes, or of two that `positive` is not among.
 */
export function scoresOf(totals: ClassTotals, options: ScoresOfOptions = {}): AveragedScores {
  const { average = "binary" } = options;
  if (totals.total === 0) return { precision: undefined, recall: undefined, fScore: undefined };
  const [precision, recall, fScore] =
    average === "binary"
      ? averageClasses(totals, "micro", { ...options, labels: [positiveOf(totals, options.positive)] })
      : averageClasses(totals, average, options);
  return { precision: known(precision), recall: known(recall), fScore: known(fScore) };
}

function positiveOf(
  { labels }: ClassTotals,
  positive: ClassLabel = typeof labels[0] === "boolean" ? true : 1,
): ClassLabel {
  const place = "class scores";
  if (labels.length > 2)
    throw new InvalidArgumentError(
      place,
      '`average` "micro", "macro" or "weighted" for more than two classes, "samples" too for label sets',
      "binary",
    );
  if (labels.length === 2 && !labels.includes(positive))
    throw new InvalidArgumentError(place, `\`positive\` to be one of ${labels.join(" and ")}`, positive);
  return positive;
}
