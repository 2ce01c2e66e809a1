import type { Labels } from "./class-label.js";
import type { ClassTotals } from "./class-totals.js";
import { countClasses } from "./count-classes.js";

/**
 * Matthews' correlation coefficient, for more than two classes Gorodkin's R_K (scikit-learn's matthews_corrcoef): 0 when only one class
 * occurs in truth or in predictions. Undefined of no rows.
 */
export function matthewsCorrcoef(
  targets: Labels,
  predictions: Labels,
  options: { readonly weights?: ArrayLike<number> } = {},
): number | undefined {
  return matthewsOf(countClasses(targets, predictions, options));
}

export function matthewsOf({ correct, total, actual, predicted }: ClassTotals): number | undefined {
  if (total === 0) return undefined;
  let [both, truth, guess] = [0, 0, 0];
  for (let label = 0; label < actual.length; label++) {
    const [is, said] = [(actual[label] as number) / total, (predicted[label] as number) / total];
    both += is * said;
    truth += is * is;
    guess += said * said;
  }
  const single = (counts: Float64Array): boolean => counts.some((count) => count === total);
  if (single(actual) || single(predicted)) return 0;
  return (correct / total - both) / Math.sqrt((1 - truth) * (1 - guess));
}
