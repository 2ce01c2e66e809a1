import { checkArguments, option } from "../../core/house.js";
import { InvalidArgumentError } from "../../core/index.js";

/**
 * Holm's adjusted p-values, in the given order: the chance of any false alarm stays below the level.
 * @throws {InvalidArgumentError} one is not between 0 and 1.
 */
export function holm(pValues: readonly number[]): number[] {
  checkArguments("holm", { pValues }, { pValues: option.numbers });
  checkPValues("Holm", pValues);
  const order = pValues
    .map((_, index) => index)
    .sort((left, right) => (pValues[left] as number) - (pValues[right] as number));
  const adjusted = new Array<number>(pValues.length);
  let largest = 0;
  order.forEach((index, rank) => {
    largest = Math.max(largest, Math.min(1, (pValues.length - rank) * (pValues[index] as number)));
    adjusted[index] = largest;
  });
  return adjusted;
}

/**
 * Benjamini and Hochberg's adjusted p-values, in the given order: the share of false alarms among alarms stays below the level.
 * @throws {InvalidArgumentError} one is not between 0 and 1.
 */
export function benjaminiHochberg(pValues: readonly number[]): number[] {
  checkPValues("Benjamini-Hochberg", pValues);
  const order = pValues
    .map((_, index) => index)
    .sort((left, right) => (pValues[right] as number) - (pValues[left] as number));
  const adjusted = new Array<number>(pValues.length);
  let smallest = 1;
  order.forEach((index, position) => {
    const rank = pValues.length - position;
    smallest = Math.min(smallest, ((pValues[index] as number) * pValues.length) / rank);
    adjusted[index] = smallest;
  });
  return adjusted;
}

/** One that is not a number would make all of them none. */
function checkPValues(place: string, pValues: readonly number[]): void {
  const bad = pValues.findIndex((pValue) => !(pValue >= 0 && pValue <= 1));
  if (bad >= 0)
    throw new InvalidArgumentError(place, "p-values between 0 and 1", pValues[bad], `${pValues[bad]} at index ${bad}`);
}
