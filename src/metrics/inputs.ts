import { InvalidArgumentError } from "../core/index.js";

/** Numbers that have a value for every row. @throws {InvalidArgumentError} one is NaN or infinite. */
export function finiteNumbers(place: string, name: string, values: ArrayLike<number | boolean>): Float64Array {
  const numbers = values instanceof Float64Array ? values : new Float64Array(values.length);
  if (numbers !== values) for (let row = 0; row < numbers.length; row++) numbers[row] = Number(values[row]);
  for (let row = 0; row < numbers.length; row++) {
    const value = numbers[row] as number;
    if (value - value !== 0) throw new InvalidArgumentError(place, `finite ${name}`, `${values[row]} at row ${row}`);
  }
  return numbers;
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

/** An average over what is not undefined has no value when nothing is left. */
export function known(value: number): number | undefined {
  return Number.isNaN(value) ? undefined : value;
}

/** The weighted mean, added in blocks so that rounding does not grow with the rows; undefined when nothing weighs. */
export function weightedMean(values: Float64Array, weights: Float64Array | undefined): number | undefined {
  let [sum, total] = [0, weights === undefined ? values.length : 0];
  for (let start = 0; start < values.length; start += 1024) {
    const end = Math.min(values.length, start + 1024);
    let [part, weight] = [0, 0];
    if (weights === undefined) for (let row = start; row < end; row++) part += values[row] as number;
    else
      for (let row = start; row < end; row++) {
        part += (values[row] as number) * (weights[row] as number);
        weight += weights[row] as number;
      }
    sum += part;
    total += weight;
  }
  return total === 0 ? undefined : sum / total;
}
