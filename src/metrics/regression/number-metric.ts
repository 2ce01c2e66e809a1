import type { JsonObject } from "../../core/index.js";
import { InvalidArgumentError } from "../../core/index.js";
import { checkMetricOptions } from "../check-metric-options.js";
import { paramsOf } from "../define-metric.js";
import { eachRow, meanMetric } from "../mean-metric.js";
import type { Metric, MetricInput } from "../metric.js";
import { numberRules } from "../metric-rules.js";
import { finiteNumbers, rowWeights } from "../rows/inputs.js";
import { type NumberColumn, type NumberColumns, numberTasks, readNumbers } from "../rows/read-numbers.js";
import { lossRange, type ValueRange } from "../value-range.js";

/** Metrics of numbers take rows of several outputs too, and are then the mean of their scores. */
export interface NumberOptions {
  /** How much each of several outputs counts. @default all the same */
  readonly outputWeights?: ArrayLike<number>;
}

/** The part that one row has in a mean. */
export type RowError = (target: number, output: number) => number;

export interface ErrorParts {
  readonly name: string;
  readonly params?: JsonObject;
  /** @default at least 0 */
  readonly range?: ValueRange;
  readonly error: RowError;
  /** Of the mean. @default the mean itself */
  readonly finish?: (mean: number) => number;
  /** @throws {InvalidArgumentError} the numbers have no such error. */
  check?(column: NumberColumn): void;
}

/** The mean over rows of an error, or a function of it; of several outputs the mean of theirs. */
export function errorMetric(parts: ErrorParts, options: NumberOptions) {
  const { name, params = {}, range = lossRange, error, finish, check } = parts;
  checkMetricOptions(name, options, numberRules);
  const shares = outputShares(name, options);
  return meanMetric<number | readonly number[], NumberColumns>({
    name,
    better: "lower",
    range,
    tasks: numberTasks,
    params: { ...params, ...outputParams(options) },
    read: (input: MetricInput) => readNumbers(name, input),
    values({ columns }) {
      for (const column of columns) check?.(column);
      const errors = columns.map(
        ({ targets, outputs }) =>
          (row: number) =>
            error(targets[row] as number, outputs[row] as number),
      );
      if (finish !== undefined || errors.length < 2) return errors.map(eachRow);
      const weights = shares(errors.length);
      return [
        eachRow(
          (row) =>
            weightedMean(
              errors.map((errorOf) => errorOf(row)),
              weights,
            ) ?? Number.NaN,
        ),
      ];
    },
    ...(finish && { finish: (means) => weightedMean(means.map(finish), shares(means.length)) }),
  });
}

/** The weighted mean of several outputs' scores; undefined where one has none. */
export function meanOfOutputs(
  name: string,
  options: NumberOptions,
): (
  rows: NumberColumns,
  score: (column: NumberColumn, weights: Float64Array | undefined) => number | undefined,
) => number | undefined {
  const shares = outputShares(name, options);
  return ({ columns, weights }, score) => {
    const scores = columns.map((column) => score(column, weights));
    return scores.includes(undefined) ? undefined : weightedMean(scores as number[], shares(scores.length));
  };
}

/** What each of so many outputs counts. @throws {InvalidArgumentError} there is not one weight an output, or one is below 0. */
export function outputShares(name: string, { outputWeights }: NumberOptions): (outputs: number) => Float64Array {
  const given = outputWeights && finiteNumbers(name, "outputWeights", outputWeights);
  if (given?.some((weight) => weight < 0))
    throw new InvalidArgumentError(name, "`outputWeights` of at least 0", outputWeights);
  return (outputs) => rowWeights(name, given, outputs) ?? new Float64Array(outputs).fill(1);
}

export function outputParams({ outputWeights }: NumberOptions): JsonObject {
  return outputWeights === undefined ? {} : paramsOf({ outputWeights: Array.from(outputWeights) });
}

function weightedMean(values: ArrayLike<number>, weights: Float64Array): number | undefined {
  let [sum, total] = [0, 0];
  for (let index = 0; index < values.length; index++) {
    sum += (values[index] as number) * (weights[index] as number);
    total += weights[index] as number;
  }
  return total === 0 ? undefined : sum / total;
}

export type NumberMetric = Metric<number | readonly number[]>;
