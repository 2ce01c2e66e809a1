import { InvalidArgumentError } from "../../core/index.js";
import { checkLength, finiteNumbers, rowWeights } from "../inputs.js";

/** A number a row, or a row of numbers, one for each output, for each. */
export type Numbers = ArrayLike<number> | ArrayLike<ArrayLike<number>>;

export interface RegressionOptions {
  readonly weights?: ArrayLike<number>;
  /** How much each of several outputs counts in the mean of their scores. @default all the same */
  readonly outputWeights?: ArrayLike<number>;
}

/** One output's numbers, checked; `weights` undefined when every row counts once. */
export interface RegressionRows {
  readonly targets: Float64Array;
  readonly outputs: Float64Array;
  readonly weights: Float64Array | undefined;
}

/** Each output's numbers. @throws {InvalidArgumentError} lengths differ, a value is not finite, or a weight is below 0. */
export function outputColumns(
  place: string,
  targets: Numbers,
  outputs: Numbers,
  weights: ArrayLike<number> | undefined,
): readonly RegressionRows[] {
  checkLength(place, "outputs", outputs, targets.length);
  const weight = rowWeights(place, weights, targets.length);
  const [truths, guesses] = [columnsOf(place, "targets", targets), columnsOf(place, "outputs", outputs)];
  if (truths.length !== guesses.length)
    throw new InvalidArgumentError(place, `rows of ${truths.length} outputs, as targets have`, guesses.length);
  return truths.map((column, index) => ({
    targets: column,
    outputs: guesses[index] as Float64Array,
    weights: weight,
  }));
}

function columnsOf(place: string, name: string, values: Numbers): readonly Float64Array[] {
  if (!areRows(values)) return [finiteNumbers(place, name, values)];
  const size = values[0]?.length ?? 0;
  for (let row = 0; row < values.length; row++)
    if (values[row]?.length !== size)
      throw new InvalidArgumentError(place, `rows of ${size} ${name}`, `${values[row]?.length} at row ${row}`);
  return Array.from({ length: size }, (_, column) =>
    finiteNumbers(
      place,
      `${name} of output ${column}`,
      Array.from({ length: values.length }, (_, row) => values[row]?.[column] as number),
    ),
  );
}

function areRows(values: Numbers): values is ArrayLike<ArrayLike<number>> {
  return typeof values[0] === "object";
}
