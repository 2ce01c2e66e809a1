import { checkMetricOptions } from "../check-metric-options.js";
import { keptMetric } from "../kept-metric.js";
import type { MetricInput } from "../metric.js";
import { numberRules } from "../metric-rules.js";
import { numberPacking } from "../rows/packing.js";
import { type NumberColumn, numberTasks, readNumbers } from "../rows/read-numbers.js";
import { lossRange } from "../value-range.js";
import { meanOfOutputs, type NumberMetric, type NumberOptions, outputParams } from "./number-metric.js";
import { weightedMedian } from "./weighted-quantile.js";

/**
 * The median of |y − p| (scikit-learn's median_absolute_error): of evenly many rows the mean of the middle two, by weight where the
 * cumulated weight is half.
 */
export function medianAbsoluteError(options: NumberOptions = {}): NumberMetric {
  return orderMetric("median absolute error", options, (errors, weights) => weightedMedian(errors, weights));
}

/** The largest |y − p| (scikit-learn's max_error); of several outputs the mean of theirs. Weights other than 0 change nothing. */
export function maxError(options: NumberOptions = {}): NumberMetric {
  return orderMetric("max error", options, (errors, weights) => {
    let most: number | undefined;
    for (const [row, error] of errors.entries()) if (weights?.[row] !== 0) most = Math.max(most ?? 0, error);
    return most;
  });
}

function orderMetric(
  name: string,
  options: NumberOptions,
  of: (errors: Float64Array, weights: Float64Array | undefined) => number | undefined,
): NumberMetric {
  checkMetricOptions(name, options, numberRules);
  const mean = meanOfOutputs(name, options);
  const errorsOf = ({ targets, outputs }: NumberColumn): Float64Array =>
    targets.map((target, row) => Math.abs(target - (outputs[row] as number)));
  return keptMetric({
    name,
    better: "lower",
    range: lossRange,
    tasks: numberTasks,
    params: outputParams(options),
    packing: numberPacking,
    anyOrder: true,
    read: (input: MetricInput) => readNumbers(name, input),
    value: (rows) => mean(rows, (column, weights) => of(errorsOf(column), weights)),
  });
}
