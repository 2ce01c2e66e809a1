import { ExactSum } from "../../../stats/house.js";
import { EvaluationError } from "../evaluation-error.js";
import type { FrameColumn } from "../frame/frame.js";

/**
 * The values of a column that are there, as numbers; true is 1.
 * @throws {EvaluationError} it holds something else.
 */
export function numbersOf({ name, cells }: FrameColumn): number[] {
  const numbers: number[] = [];
  for (const cell of cells) {
    if (cell === null) continue;
    if (typeof cell !== "number" && typeof cell !== "boolean")
      throw new EvaluationError("TypeError", `Could not convert ${JSON.stringify(cell)} of column ${name} to numeric`);
    numbers.push(Number(cell));
  }
  return numbers;
}

/** Rounded once, whatever the order of the values. */
export function sumOf(numbers: readonly number[]): number {
  const sum = new ExactSum();
  for (const number of numbers) sum.add(number);
  return sum.value();
}

/** Undefined of no values. */
export function meanOf(column: FrameColumn): number | undefined {
  const numbers = numbersOf(column);
  return numbers.length === 0 ? undefined : sumOf(numbers) / numbers.length;
}

/** With n − 1 in the denominator; undefined of fewer than two values. */
export function stdevOf(column: FrameColumn): number | undefined {
  const numbers = numbersOf(column);
  const mean = meanOf(column);
  if (numbers.length < 2 || mean === undefined) return undefined;
  return Math.sqrt(sumOf(numbers.map((number) => (number - mean) ** 2)) / (numbers.length - 1));
}
