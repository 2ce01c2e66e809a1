import { InvalidArgumentError } from "../../core/index.js";
import type { NumericOutputs } from "../../model/index.js";
import { finiteNumbers, isNoun } from "./inputs.js";

/** Rows of numbers, one after the other. @throws {InvalidArgumentError} rows differ in length, or a number is not finite. */
export function flatRows(
  place: string,
  outputs: NumericOutputs | ArrayLike<ArrayLike<number>>,
): { readonly rows: number; readonly length: number; readonly width: number; readonly values: Float64Array } {
  if (isNoun<NumericOutputs>(outputs)) {
    const { rows, width, values } = outputs;
    if (width === undefined || values.length !== rows * width)
      throw new InvalidArgumentError(place, "outputs that are numbers for each row", outputs.task);
    return { rows, length: rows, width, values: finiteNumbers(place, "outputs", values, width) };
  }
  const [rows, width] = [outputs.length, outputs[0]?.length ?? 0];
  const values = new Float64Array(rows * width);
  for (let row = 0; row < rows; row++) {
    const numbers = outputs[row] as ArrayLike<number>;
    if (numbers.length !== width)
      throw new InvalidArgumentError(
        place,
        `rows of ${width} outputs`,
        numbers.length,
        `${numbers.length} at row ${row}`,
      );
    for (let column = 0; column < width; column++) values[row * width + column] = Number(numbers[column]);
  }
  return { rows, length: rows, width, values: finiteNumbers(place, "outputs", values, width) };
}
