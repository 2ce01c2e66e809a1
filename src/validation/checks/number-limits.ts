import type { ColumnCheck } from "../../schema/house.js";

/** All limits of a number column as one interval, and the checks that are none. */
export interface NumberLimits {
  readonly low: number;
  readonly high: number;
  readonly lowOpen: boolean;
  readonly highOpen: boolean;
  /** Whether there is a limit at all; without one NaN and infinity pass. */
  readonly limited: boolean;
  readonly rest: readonly ColumnCheck[];
}

/** Intersects `at-least`, `above`, `at-most`, `below` and `finite`. */
export function numberLimits(checks: readonly ColumnCheck[]): NumberLimits {
  let low = Number.NEGATIVE_INFINITY;
  let high = Number.POSITIVE_INFINITY;
  let lowOpen = false;
  let highOpen = false;
  const rest: ColumnCheck[] = [];
  for (const check of checks) {
    if (check.check === "at-least" || check.check === "above") {
      const open = check.check === "above";
      if (check.value > low || (check.value === low && open)) [low, lowOpen] = [check.value, open];
    } else if (check.check === "at-most" || check.check === "below") {
      const open = check.check === "below";
      if (check.value < high || (check.value === high && open)) [high, highOpen] = [check.value, open];
    } else if (check.check === "finite") {
      if (low === Number.NEGATIVE_INFINITY) lowOpen = true;
      if (high === Number.POSITIVE_INFINITY) highOpen = true;
    } else rest.push(check);
  }
  return { low, high, lowOpen, highOpen, limited: rest.length < checks.length, rest };
}

/** Whether any of the numbers may lie outside; values under missing bits count too, so true only asks for a closer look. */
export function isOutside(values: Float64Array, { low, high, lowOpen, highOpen, limited }: NumberLimits): boolean {
  if (!limited) return false;
  let inside = true;
  for (let row = 0; row < values.length; row++) {
    const value = values[row] ?? 0;
    inside = inside && value >= low && value <= high;
  }
  if (!inside) return true;
  return (lowOpen && values.includes(low)) || (highOpen && values.includes(high));
}
