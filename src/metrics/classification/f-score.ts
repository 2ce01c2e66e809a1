import { type AveragedScoreOptions, averagedScore } from "./averaged-score.js";
import type { LabelSets, Labels } from "./class-label.js";

/** The weighted harmonic mean of precision and recall, recall weighing `beta` times as much (scikit-learn's fbeta_score). Undefined of no rows. */
export function fbetaScore(
  targets: Labels | LabelSets,
  predictions: Labels | LabelSets,
  options: AveragedScoreOptions & { readonly beta: number },
): number | undefined {
  return averagedScore("F score", targets, predictions, options)[2];
}

/** The harmonic mean of precision and recall (scikit-learn's f1_score); its macro average is the mean of F1s, not the F1 of means. Undefined of no rows. */
export function f1Score(
  targets: Labels | LabelSets,
  predictions: Labels | LabelSets,
  options: AveragedScoreOptions = {},
): number | undefined {
  return fbetaScore(targets, predictions, { ...options, beta: 1 });
}
