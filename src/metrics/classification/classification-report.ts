import { accuracyOf } from "./accuracy-score.js";
import type { LabelSets, Labels } from "./class-label.js";
import { type ClassScore, type ClassScoreOptions, classScores } from "./class-scores.js";
import { countClasses } from "./count-classes.js";
import { type AveragedScores, scoresOf } from "./scores-of.js";

export interface ClassificationReport {
  readonly classes: readonly ClassScore[];
  readonly micro: AveragedScores;
  readonly macro: AveragedScores;
  readonly weighted: AveragedScores;
  /** Undefined of no rows. */
  readonly accuracy: number | undefined;
  /** Rows, or their weight. */
  readonly total: number;
}

/** Each class's precision, recall, F and support with their averages, as data (scikit-learn's classification_report). */
export function classificationReport(
  targets: Labels | LabelSets,
  predictions: Labels | LabelSets,
  options: ClassScoreOptions & { readonly weights?: ArrayLike<number> } = {},
): ClassificationReport {
  const totals = countClasses(targets, predictions, options);
  return {
    classes: classScores(totals, options),
    micro: scoresOf(totals, { ...options, average: "micro" }),
    macro: scoresOf(totals, { ...options, average: "macro" }),
    weighted: scoresOf(totals, { ...options, average: "weighted" }),
    accuracy: accuracyOf(totals),
    total: totals.total,
  };
}
