import { checkArguments, option } from "../../core/house.js";
import { checkMetricOptions } from "../check-metric-options.js";
import { type YesNo, yesNoRows } from "../rows/yes-no-rows.js";
import { thresholdCounts } from "./threshold-counts.js";

/**
 * False and true positive rates from (0, 0) to (1, 1) (scikit-learn's roc_curve), at most `maximumPoints` of them, evenly spread; empty
 * unless both answers occur.
 *
 * @throws {InvalidArgumentError} lengths differ, a target is not 0 or 1, an output or weight is not finite, a weight is below 0.
 */
export function rocCurve(
  targets: YesNo,
  outputs: ArrayLike<number>,
  options: { readonly weights?: ArrayLike<number> /** @default 200 */; readonly maximumPoints?: number } = {},
): readonly (readonly [number, number])[] {
  checkArguments("ROC curve", { targets, outputs }, { targets: option.listed, outputs: option.listed });
  checkMetricOptions("ROC curve", options, {
    weights: option.numbers,
    maximumPoints: option.wholeNumber({ minimum: 2 }),
  });
  const { weights, maximumPoints = 200 } = options;
  const { truePositives, falsePositives } = thresholdCounts(yesNoRows("ROC curve", targets, outputs, weights));
  const [positives, negatives] = [truePositives.at(-1) ?? 0, falsePositives.at(-1) ?? 0];
  if (negatives === 0 || positives === 0) return [];
  const points = truePositives.length + 1;
  const stride = Math.max(1, (points - 1) / (maximumPoints - 1));
  return Array.from({ length: Math.min(points, maximumPoints) }, (_, index) => {
    const point = Math.min(points - 1, Math.round(index * stride)) - 1;
    return [(falsePositives[point] ?? 0) / negatives, (truePositives[point] ?? 0) / positives] as const;
  });
}
