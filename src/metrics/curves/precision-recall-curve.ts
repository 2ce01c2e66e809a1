import { checkArguments, option } from "../../core/house.js";
import { checkMetricOptions } from "../check-metric-options.js";
import { type YesNo, yesNoRows } from "../rows/yes-no-rows.js";
import { thresholdCounts } from "./threshold-counts.js";

/** Precision and recall when rows at or above the threshold are called yes. */
export interface PrecisionRecallPoint {
  readonly threshold: number;
  readonly precision: number;
  readonly recall: number;
}

/**
 * A point for each distinct output, by rising threshold, so by falling recall (scikit-learn's precision_recall_curve without its last
 * point, precision 1 at recall 0, which no threshold gives). Where no yes occurs recall is 1, as there. Empty of no rows.
 *
 * @throws {InvalidArgumentError} lengths differ, a target is not 0 or 1, an output or weight is not finite, a weight is below 0.
 */
export function precisionRecallCurve(
  targets: YesNo,
  outputs: ArrayLike<number>,
  options: { readonly weights?: ArrayLike<number> } = {},
): readonly PrecisionRecallPoint[] {
  checkArguments("precision-recall curve", { targets, outputs }, { targets: option.listed, outputs: option.listed });
  checkMetricOptions("precision-recall curve", options, { weights: option.numbers });
  const counts = thresholdCounts(yesNoRows("precision-recall curve", targets, outputs, options.weights));
  const all = counts.truePositives.at(-1) ?? 0;
  return Array.from(counts.thresholds, (threshold, index) => {
    const [yes, no] = [counts.truePositives[index] as number, counts.falsePositives[index] as number];
    return { threshold, precision: yes / (yes + no), recall: all === 0 ? 1 : yes / all };
  }).reverse();
}
