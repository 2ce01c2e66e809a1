import { checkArguments, option } from "../../core/house.js";
import { checkMetricOptions } from "../check-metric-options.js";
import { keptMetric } from "../kept-metric.js";
import type { MetricInput } from "../metric.js";
import { numberRules, powerRule, quantileRule } from "../metric-rules.js";
import { numberPacking } from "../rows/packing.js";
import { type NumberColumn, numberTasks, readNumbers } from "../rows/read-numbers.js";
import { explainedRange } from "../value-range.js";
import { checkDomain, deviance } from "./deviances.js";
import { pinballError } from "./mean-errors.js";
import { meanOfOutputs, type NumberMetric, type NumberOptions, outputParams, type RowError } from "./number-metric.js";
import { weightedQuantile } from "./weighted-quantile.js";

/** The share of the absolute error that outputs save over the median of the targets (scikit-learn's d2_absolute_error_score). Undefined of fewer than two rows. */
export function d2AbsoluteError(options: NumberOptions = {}): NumberMetric {
  checkMetricOptions("D2 of the absolute error", options, numberRules);
  return savedMetric("D2 of the absolute error", options, {}, pinballError(0.5), quantileOf(0.5));
}

/** The share of the pinball loss that outputs save over the targets' own quantile (scikit-learn's d2_pinball_score). Undefined of fewer than two rows. */
export function d2Pinball(
  options: NumberOptions & { /** The quantile. @default 0.5 */ readonly alpha?: number } = {},
): NumberMetric {
  checkArguments("D2", { options }, { options: option.noun });
  const { alpha = 0.5, ...rest } = options;
  const name = `D2 of the pinball loss at ${alpha}`;
  checkMetricOptions(name, options, { ...numberRules, ...quantileRule });
  return savedMetric(name, rest, { alpha }, pinballError(alpha), quantileOf(alpha));
}

/** The share of the Tweedie deviance that outputs save over the mean of the targets (scikit-learn's d2_tweedie_score): of power 0 it is R². Undefined of fewer than two rows. */
export function d2Tweedie(
  options: NumberOptions & { /** See `meanTweedieDeviance`. @default 0 */ readonly power?: number } = {},
): NumberMetric {
  checkArguments("D2", { options }, { options: option.noun });
  const { power = 0, ...rest } = options;
  const name = `D2 of the Tweedie deviance of power ${power}`;
  checkMetricOptions(name, options, { ...numberRules, ...powerRule });
  return savedMetric(
    name,
    rest,
    { power },
    deviance(power),
    (targets, weights) => meanOf(targets, weights),
    (column) => checkDomain(name, power, column),
  );
}

function savedMetric(
  name: string,
  options: NumberOptions,
  params: { readonly [name: string]: number },
  error: RowError,
  constantOf: (targets: Float64Array, weights: Float64Array | undefined) => number | undefined,
  check?: (column: NumberColumn) => void,
): NumberMetric {
  const mean = meanOfOutputs(name, options);
  return keptMetric({
    name,
    better: "higher",
    range: explainedRange,
    tasks: numberTasks,
    params: { ...params, ...outputParams(options) },
    packing: numberPacking,
    read(input: MetricInput) {
      const rows = readNumbers(name, input);
      if (check) rows.columns.forEach(check);
      return rows;
    },
    value: (rows) =>
      mean(rows, ({ targets, outputs }, weights) => {
        const count =
          weights === undefined ? targets.length : weights.reduce((sum, weight) => sum + (weight > 0 ? 1 : 0), 0);
        const constant = constantOf(targets, weights);
        if (count < 2 || constant === undefined) return undefined;
        const rest = meanOf(
          targets.map((target, row) => error(target, outputs[row] as number)),
          weights,
        );
        const whole = meanOf(
          targets.map((target) => error(target, constant)),
          weights,
        );
        if (rest === undefined || whole === undefined) return undefined;
        // A constant target is hit by its own quantile or mean.
        if (whole === 0 || targets.every((target) => target === targets[0])) return rest === 0 ? 1 : 0;
        return 1 - rest / whole;
      }),
  });
}

function quantileOf(alpha: number) {
  return (targets: Float64Array, weights: Float64Array | undefined): number | undefined =>
    weightedQuantile(targets, weights ?? new Float64Array(targets.length).fill(1), alpha);
}

/** Rows come sorted, so that the sum rounds alike in any order. */
function meanOf(values: Float64Array, weights: Float64Array | undefined): number | undefined {
  let [sum, total] = [0, 0];
  for (let row = 0; row < values.length; row++) {
    const weight = weights === undefined ? 1 : (weights[row] as number);
    sum += weight * (values[row] as number);
    total += weight;
  }
  return total > 0 ? sum / total : undefined;
}
