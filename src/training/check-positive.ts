import { InvalidArgumentError } from "../core/index.js";

/** Returns the hyperparameter. @throws {InvalidArgumentError} it is not a finite number above zero. */
export function checkPositive(place: string, name: string, value: number): number {
  if (!(Number.isFinite(value) && value > 0))
    throw new InvalidArgumentError(place, `\`${name}\` to be a number above 0`, value);
  return value;
}

/** @throws {InvalidArgumentError} */
export function checkWhole(place: string, name: string, value: number): number {
  if (!Number.isSafeInteger(value) || value < 1)
    throw new InvalidArgumentError(place, `\`${name}\` to be a whole number of at least 1`, value);
  return value;
}
