import { checkOptions, type OptionRules, option } from "../../core/house.js";
import type { Decision } from "../../model/index.js";
import { fitCalibration } from "./fit-calibration.js";

/** What mistakes cost, in one unit. */
export interface DecisionCosts {
  readonly falsePositive: number;
  readonly falseNegative: number;
  /** The cost of leaving a row to a person. @default no row is left open */
  readonly abstain?: number;
}

export interface FitDecisionOptions {
  /** Probabilities for rows that the model was not trained on. */
  readonly outputs: ArrayLike<number>;
  /** 0 or 1. */
  readonly targets: ArrayLike<number>;
  readonly costs: DecisionCosts;
  /** Recalibrates the probabilities first (`fitCalibration`). @default true */
  readonly calibrate?: boolean;
}

const cost = option.number({ above: 0 });

const rules: OptionRules<FitDecisionOptions> = {
  outputs: option.required(option.numbers),
  targets: option.required(option.numbers),
  costs: option.required(
    option.object<DecisionCosts>({
      falsePositive: option.required(cost),
      falseNegative: option.required(cost),
      abstain: cost,
    }),
  ),
  calibrate: option.flag,
};

/**
 * Calibrator, threshold and abstention as one decision, to be trained with the model and versioned with it. A calibrated probability p
 * costs p × falseNegative as a no and (1 − p) × falsePositive as a yes, so the threshold is falsePositive / (falsePositive +
 * falseNegative), and between abstain / falseNegative and 1 − abstain / falsePositive a person is cheaper (Chow 1970, Elkan 2001).
 *
 * @example train(gradientBoosting(), { decision: fitDecision({ outputs, targets, costs: { falsePositive: 1, falseNegative: 4 } }) })
 * @throws {InvalidArgumentError} a cost is not above 0, an output is not between 0 and 1, or there is not one target a row.
 */
export function fitDecision(options: FitDecisionOptions): Decision {
  checkOptions("decision", options, rules);
  const { outputs, targets, costs, calibrate = true } = options;
  const { falsePositive, falseNegative, abstain } = costs;
  const calibration = calibrate ? fitCalibration(targets, outputs) : undefined;
  const [low, high] = [(abstain ?? 0) / falseNegative, 1 - (abstain ?? 0) / falsePositive];
  return {
    threshold: falsePositive / (falsePositive + falseNegative),
    ...(calibration && { calibration }),
    // A person who costs more than the dearest mistake at the threshold is never asked.
    ...(abstain !== undefined && low < high && { abstain: { low, high } }),
  };
}
