import { checkArguments, option } from "../../core/house.js";
import { InvalidArgumentError } from "../../core/index.js";
import { checkMetricOptions } from "../check-metric-options.js";
import type { Metric, MetricOptions } from "../metric.js";

/**
 * Each output's own score (scikit-learn's multioutput="raw_values"), for any metric of numbers.
 *
 * @example scorePerOutput(r2(), targets, outputs, { weights }) // [0.9, 0.4]
 * @throws {InvalidArgumentError} what the metric throws, or rows differ in length.
 */
export function scorePerOutput(
  metric: Metric<number>,
  targets: ArrayLike<ArrayLike<number>>,
  outputs: ArrayLike<ArrayLike<number>>,
  options: MetricOptions = {},
): readonly (number | undefined)[] {
  checkArguments(
    "score per output",
    { metric, targets, outputs },
    { metric: option.having("a metric, e.g. `logLoss()`", "sample"), targets: option.listed, outputs: option.listed },
  );
  checkMetricOptions("score per output", options, { weights: option.numbers });
  const size = targets[0]?.length ?? 0;
  for (const rows of [targets, outputs])
    for (let row = 0; row < rows.length; row++)
      if (rows[row]?.length !== size)
        throw new InvalidArgumentError(
          "score per output",
          `rows of ${size} numbers`,
          rows[row]?.length,
          `${rows[row]?.length} at row ${row}`,
        );
  const column = (rows: ArrayLike<ArrayLike<number>>, index: number): number[] =>
    Array.from({ length: rows.length }, (_, row) => rows[row]?.[index] as number);
  return Array.from({ length: size }, (_, index) => metric(column(targets, index), column(outputs, index), options));
}
