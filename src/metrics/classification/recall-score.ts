import { type AveragedScoreOptions, averagedScore } from "./averaged-score.js";
import type { LabelSets, Labels } from "./class-label.js";

/** Of what is so, the share that was predicted (scikit-learn's recall_score). Undefined of no rows. */
export function recallScore(
  targets: Labels | LabelSets,
  predictions: Labels | LabelSets,
  options: AveragedScoreOptions = {},
): number | undefined {
  return averagedScore("recall", targets, predictions, options)[1];
}
