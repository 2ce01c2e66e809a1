import { accuracyScore } from "./accuracy-score.js";
import type { LabelSets, Labels } from "./class-label.js";

/** The share of rows that are wrong; of label sets, wrong in any label (scikit-learn's zero_one_loss). Undefined of no rows. */
export function zeroOneLoss(
  targets: Labels | LabelSets,
  predictions: Labels | LabelSets,
  options: { readonly weights?: ArrayLike<number> } = {},
): number | undefined {
  const accuracy = accuracyScore(targets, predictions, options);
  return accuracy === undefined ? undefined : 1 - accuracy;
}
