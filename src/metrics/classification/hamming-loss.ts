import { isRows, type LabelSets, type Labels } from "./class-label.js";
import { countClasses } from "./count-classes.js";

/** The share of labels that are wrong: of rows, or of all pairs of row and label for label sets (scikit-learn's hamming_loss). Undefined of no rows. */
export function hammingLoss(
  targets: Labels | LabelSets,
  predictions: Labels | LabelSets,
  options: { readonly weights?: ArrayLike<number> } = {},
): number | undefined {
  const { labels, actual, predicted, truePositives, correct, total } = countClasses(targets, predictions, options);
  if (total === 0 || labels.length === 0) return undefined;
  if (!isRows(targets)) return (total - correct) / total;
  let wrong = 0;
  for (let label = 0; label < labels.length; label++)
    wrong += (actual[label] as number) + (predicted[label] as number) - 2 * (truePositives[label] as number);
  return wrong / (total * labels.length);
}
