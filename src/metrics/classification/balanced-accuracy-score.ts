import type { Labels } from "./class-label.js";
import type { ClassTotals } from "./class-totals.js";
import { countClasses } from "./count-classes.js";

/**
 * The mean recall over the classes that occur in truth (scikit-learn's balanced_accuracy_score). `adjusted` moves chance to 0.
 * Undefined of no rows; adjusted, also of one class.
 */
export function balancedAccuracyScore(
  targets: Labels,
  predictions: Labels,
  options: { readonly weights?: ArrayLike<number>; readonly adjusted?: boolean } = {},
): number | undefined {
  return balancedAccuracyOf(countClasses(targets, predictions, options), options.adjusted);
}

export function balancedAccuracyOf({ truePositives, actual }: ClassTotals, adjusted = false): number | undefined {
  let [sum, classes] = [0, 0];
  for (let label = 0; label < actual.length; label++) {
    if (actual[label] === 0) continue;
    sum += (truePositives[label] as number) / (actual[label] as number);
    classes++;
  }
  if (classes === 0 || (adjusted && classes === 1)) return undefined;
  const chance = 1 / classes;
  return adjusted ? (sum / classes - chance) / (1 - chance) : sum / classes;
}
