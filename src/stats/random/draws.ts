import { InvalidArgumentError, type Random } from "../../core/index.js";

/** A uniform number in [low, high). */
export function uniform(random: Random, low = 0, high = 1): number {
  return low + (high - low) * random();
}

/** A whole number in [0, below), each equally likely. */
export function uniformInteger(random: Random, below: number): number {
  if (!(Number.isSafeInteger(below) && below > 0))
    throw new InvalidArgumentError("random", "a whole number above 0", below);
  return Math.floor(random() * below);
}

/** A normal number, by the polar method of Marsaglia and Bray; one of each pair is thrown away, so that a draw depends on nothing before it. */
export function normalDraw(random: Random, mean = 0, standardDeviation = 1): number {
  for (;;) {
    const x = 2 * random() - 1;
    const y = 2 * random() - 1;
    const square = x * x + y * y;
    if (square > 0 && square < 1) return mean + standardDeviation * x * Math.sqrt((-2 * Math.log(square)) / square);
  }
}

/** The items in random order (Fisher and Yates); the given array is left as it is. */
export function shuffle<T>(random: Random, items: readonly T[]): T[] {
  const result = [...items];
  for (let index = result.length - 1; index > 0; index--) {
    const other = uniformInteger(random, index + 1);
    [result[index], result[other]] = [result[other] as T, result[index] as T];
  }
  return result;
}

/** `size` different indices below `length`, rising. @throws {InvalidArgumentError} there are not so many. */
export function sampleIndices(random: Random, length: number, size: number): Uint32Array {
  if (!(Number.isInteger(size) && size >= 0 && size <= length))
    throw new InvalidArgumentError("random", `a sample size from 0 to ${length}`, size);
  const indices = new Uint32Array(size);
  let taken = 0;
  // Selection sampling (Knuth, The Art of Computer Programming 2, algorithm 3.4.2 S).
  for (let index = 0; taken < size; index++) if ((length - index) * random() < size - taken) indices[taken++] = index;
  return indices;
}
