import { hashText } from "../../stats/house.js";

/** Assignment works in whole parts per million, so that shares add up exactly. */
export const parts = 1_000_000;

/** A unit's place in [0, 1000000), the same in every process; different salts are independent. */
export function hashUnit(salt: string, unit: string): number {
  // Multiplying before dividing by 2^32 spreads the rest of the division evenly; below 2^53, so exact.
  return Math.floor((hashText(`${salt}\0${unit}`) * parts) / 2 ** 32);
}
