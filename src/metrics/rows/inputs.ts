import { InvalidArgumentError } from "../../core/index.js";

/** Numbers that have a value for every row. @param width Numbers per row. @throws {InvalidArgumentError} one is NaN or infinite. */
export function finiteNumbers(
  place: string,
  name: string,
  values: ArrayLike<number | boolean>,
  width = 1,
): Float64Array {
  const numbers = values instanceof Float64Array ? values : new Float64Array(values.length);
  if (numbers !== values) for (let row = 0; row < numbers.length; row++) numbers[row] = numberOf(values[row]);
  for (let row = 0; row < numbers.length; row++) {
    const value = numbers[row] as number;
    if (value - value !== 0)
      throw new InvalidArgumentError(
        place,
        `finite ${name}`,
        values[row],
        `${values[row]} at row ${Math.floor(row / width)}`,
      );
  }
  return numbers;
}

function numberOf(value: unknown): number {
  return typeof value === "number" || typeof value === "boolean" ? Number(value) : Number.NaN;
}

/** Weights of rows, none below 0; undefined when every row counts once. */
export function rowWeights(
  place: string,
  weights: ArrayLike<number> | undefined,
  rows: number,
): Float64Array | undefined {
  if (weights === undefined) return undefined;
  checkLength(place, "weights", weights, rows);
  const numbers = finiteNumbers(place, "weights", weights);
  const negative = numbers.findIndex((weight) => weight < 0);
  if (negative >= 0) throw new InvalidArgumentError(place, "weights of at least 0", numbers[negative]);
  return numbers;
}

/** @throws {InvalidArgumentError} there is not one a row. */
export function checkLength(place: string, name: string, values: ArrayLike<unknown>, rows: number): void {
  if (values.length !== rows) throw new InvalidArgumentError(place, `${rows} ${name}, one a row`, values.length);
}

/** What is not a number is no value. */
export function known(value: number): number | undefined {
  return Number.isNaN(value) ? undefined : value;
}

/** The value of another, as a noun of a task. */
export function isNoun<Noun extends { readonly task: string }>(values: unknown): values is Noun {
  return typeof values === "object" && values !== null && "task" in values;
}
