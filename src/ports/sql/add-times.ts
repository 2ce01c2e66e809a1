import type { ExactSum } from "../../stats/house.js";

// So large that a power of two times a count might not be a double.
const large = 2 ** 960;

/** Adds a number so many times: exactly, in as many steps as the count has binary ones. */
export function addTimes(sum: ExactSum, value: number, times: number): void {
  if (Math.abs(value) > large) for (let time = 0; time < times; time++) sum.add(value);
  else
    for (let rest = times, power = 1; rest > 0; rest = Math.floor(rest / 2), power *= 2)
      if (rest % 2 === 1) sum.add(value * power);
}
