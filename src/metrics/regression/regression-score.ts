import { finiteNumbers, rowWeights, weightedMean } from "../inputs.js";
import { type Numbers, outputColumns, type RegressionOptions, type RegressionRows } from "./output-columns.js";

/** The mean over outputs of each one's score; undefined where one has none. */
export function regressionScore(
  place: string,
  targets: Numbers,
  outputs: Numbers,
  options: RegressionOptions,
  score: (rows: RegressionRows) => number | undefined,
): number | undefined {
  const columns = outputColumns(place, targets, outputs, options.weights);
  const values = new Float64Array(columns.length);
  for (const [index, rows] of columns.entries()) {
    const value = score(rows);
    if (value === undefined) return undefined;
    values[index] = value;
  }
  return weightedMean(
    values,
    options.outputWeights &&
      rowWeights(place, finiteNumbers(place, "outputWeights", options.outputWeights), values.length),
  );
}

/** The weighted mean of a value per row. */
export function meanOfRows(
  { targets, outputs, weights }: RegressionRows,
  value: (output: number, target: number) => number,
): number | undefined {
  return weightedMean(
    outputs.map((output, row) => value(output, targets[row] as number)),
    weights,
  );
}
