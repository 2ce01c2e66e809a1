import { checkOptions, type OptionRules, option } from "../../core/house.js";
import { canonicalJson } from "../../core/index.js";
import type { Trainer } from "../../model/index.js";
import { fitLogistic } from "./fit-logistic.js";
import { decodeLogisticModel, logisticKind } from "./logistic-model.js";

export interface LogisticRegressionOptions {
  /** scikit-learn's `C`: larger means less regularization. @default 1 */
  readonly inverseRegularization?: number;
  /** Ends when no component of the mean gradient is larger. @default 1e-6 */
  readonly tolerance?: number;
  /** @default 500 */
  readonly maximumIterations?: number;
}

const rules: OptionRules<LogisticRegressionOptions> = {
  inverseRegularization: option.number({ above: 0 }),
  tolerance: option.number({ above: 0 }),
  maximumIterations: option.count,
};

/**
 * Logistic regression by L-BFGS, L2-regularized: of yes and no, of classes (multinomial), of label sets (one regression for each label).
 * Same data, same bytes, and scikit-learn's coefficients. Whether it converged is recorded with the model.
 * Missing numbers count as the training mean; unknown categories count as none of the known ones. Standardize numbers first.
 */
export function logisticRegression(
  options: LogisticRegressionOptions = {},
): Trainer<boolean | string | readonly string[]> {
  const place = "logistic-regression";
  checkOptions(place, options, rules);
  const { inverseRegularization = 1, tolerance = 1e-6, maximumIterations = 500 } = options;
  const hyperparameters = { inverseRegularization, tolerance, maximumIterations };
  return {
    specificationVersion: "v1",
    id: place,
    version: "1.0.0",
    kind: logisticKind,
    tasks: ["binary", "classes", "label-sets"],
    hyperparameters,
    decode: decodeLogisticModel,
    async fit(data, { signal, progress, tracker }) {
      const state = fitLogistic(data, {
        ...hyperparameters,
        onIteration: (made, most) => {
          signal.throwIfAborted();
          progress(made, most);
        },
        onLoss: (loss, iteration, label) =>
          tracker?.metrics({ [label === undefined ? "training-loss" : `training-loss ${label}`]: loss }, iteration),
      });
      return new TextEncoder().encode(canonicalJson(state));
    },
  };
}
