import type { ColumnCheck } from "./contract.js";
import { type TightestBounds, tightestBounds } from "./tightest-bounds.js";

/** The least and the greatest whole numbers that all limits of a column let pass, both included; infinite where there is no limit. */
export function wholeBounds(checks: readonly ColumnCheck[]): Pick<TightestBounds, "low" | "high"> {
  const { low, high, strictLow, strictHigh } = tightestBounds(checks);
  return {
    low: strictLow ? Math.floor(low) + 1 : Math.ceil(low),
    high: strictHigh ? Math.ceil(high) - 1 : Math.floor(high),
  };
}
