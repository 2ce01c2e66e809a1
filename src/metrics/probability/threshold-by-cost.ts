import { type OptionRules, option } from "../../core/house.js";
import { InvalidArgumentError } from "../../core/index.js";
import { checkMetricOptions } from "../check-metric-options.js";
import { thresholdCounts } from "../curves/threshold-counts.js";
import { type YesNo, yesNoRows } from "../rows/yes-no-rows.js";

export interface ThresholdByCostOptions {
  /** What acting on a no costs, at least 0. */
  readonly falsePositive: number;
  /** What leaving a yes costs, at least 0. */
  readonly falseNegative: number;
  readonly weights?: ArrayLike<number>;
}

const rules: OptionRules<ThresholdByCostOptions> = {
  falsePositive: option.required(option.number({ minimum: 0 })),
  falseNegative: option.required(option.number({ minimum: 0 })),
  weights: option.numbers,
};

/** The cheapest threshold with the mistakes that it makes on the rows it was chosen on. */
export interface CostThreshold {
  /** Rows at or above it are acted on; Infinity when never to act is cheapest. */
  readonly threshold: number;
  /** Mean cost per row (or per weight). */
  readonly cost: number;
  /** Rows, or their weight. */
  readonly falsePositives: number;
  readonly falseNegatives: number;
}

/**
 * The threshold of least mean cost among all that tell these rows apart: each distinct output, and never to act. Of equally cheap ones
 * the highest, which acts on the fewest rows. Chosen on these rows its cost is too good for others: choose it on rows held out.
 * Undefined of no rows.
 *
 * @throws {InvalidArgumentError} a cost is not at least 0 or both are 0, lengths differ, a target is not 0 or 1, or a value is not finite.
 */
export function thresholdByCost(
  targets: YesNo,
  outputs: ArrayLike<number>,
  options: ThresholdByCostOptions,
): CostThreshold | undefined {
  const place = "threshold by cost";
  checkMetricOptions(place, options, rules);
  const { falsePositive, falseNegative } = options;
  if (falsePositive + falseNegative === 0)
    throw new InvalidArgumentError(place, "one of `falsePositive` and `falseNegative` to cost more than 0", 0);
  const { thresholds, truePositives, falsePositives } = thresholdCounts(
    yesNoRows(place, targets, outputs, options.weights),
  );
  const allYes = truePositives.at(-1);
  if (allYes === undefined) return undefined;
  const total = allYes + (falsePositives.at(-1) ?? 0);
  let best: CostThreshold = {
    threshold: Number.POSITIVE_INFINITY,
    cost: (falseNegative * allYes) / total,
    falsePositives: 0,
    falseNegatives: allYes,
  };
  for (let index = 0; index < thresholds.length; index++) {
    const [wrongYes, wrongNo] = [falsePositives[index] as number, allYes - (truePositives[index] as number)];
    const cost = (falsePositive * wrongYes + falseNegative * wrongNo) / total;
    if (cost < best.cost)
      best = { threshold: thresholds[index] as number, cost, falsePositives: wrongYes, falseNegatives: wrongNo };
  }
  return best;
}
