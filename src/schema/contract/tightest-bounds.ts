import type { ColumnCheck } from "./contract.js";

/** The least and the greatest that all limits of a column let pass, infinite where there is none. */
export interface TightestBounds {
  readonly low: number;
  readonly high: number;
  /** Whether the bound itself is refused. */
  readonly strictLow: boolean;
  readonly strictHigh: boolean;
}

/** @param own What a type holds by itself, to both sides. */
export function tightestBounds(checks: readonly ColumnCheck[], own: number = Number.POSITIVE_INFINITY): TightestBounds {
  let [low, high, strictLow, strictHigh] = [-own, own, false, false];
  for (const check of checks) {
    if (!("value" in check) || check.check === "multiple-of") continue;
    const { value } = check;
    const strict = check.check === "above" || check.check === "below";
    if (check.check === "at-least" || check.check === "above") {
      if (value > low || (value === low && strict)) [low, strictLow] = [value, strict];
    } else if (value < high || (value === high && strict)) [high, strictHigh] = [value, strict];
  }
  return { low, high, strictLow, strictHigh };
}
