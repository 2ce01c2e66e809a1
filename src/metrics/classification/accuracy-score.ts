import type { LabelSets, Labels } from "./class-label.js";
import type { ClassTotals } from "./class-totals.js";
import { countClasses } from "./count-classes.js";

/** The share of rows that are right; of label sets, right in every label (scikit-learn's accuracy_score). Undefined of no rows. */
export function accuracyScore(
  targets: Labels | LabelSets,
  predictions: Labels | LabelSets,
  options: { readonly weights?: ArrayLike<number> } = {},
): number | undefined {
  return accuracyOf(countClasses(targets, predictions, options));
}

export function accuracyOf({ correct, total }: ClassTotals): number | undefined {
  return total === 0 ? undefined : correct / total;
}
