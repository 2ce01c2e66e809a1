import { type AveragedScoreOptions, averagedScore } from "./averaged-score.js";
import type { LabelSets, Labels } from "./class-label.js";

/** Of what was predicted, the share that is right (scikit-learn's precision_score). Undefined of no rows. */
export function precisionScore(
  targets: Labels | LabelSets,
  predictions: Labels | LabelSets,
  options: AveragedScoreOptions = {},
): number | undefined {
  return averagedScore("precision", targets, predictions, options)[0];
}
