import type { HistoryNode } from "../../schema/house.js";

/** The aggregate of a window's values, added in their order; null where nothing has no such aggregate. Training and serving both end here. */
export function aggregateWindow(aggregate: HistoryNode["aggregate"], values: ArrayLike<number>): number | null {
  const { length } = values;
  if (aggregate === "count") return length;
  let sum = 0;
  if (aggregate === "mean" || aggregate === "sum") {
    for (let index = 0; index < length; index++) sum += values[index] as number;
    return finishSum(aggregate, sum, length);
  }
  if (length === 0) return null;
  let extreme = values[0] as number;
  for (let index = 1; index < length; index++)
    extreme =
      aggregate === "minimum" ? Math.min(extreme, values[index] as number) : Math.max(extreme, values[index] as number);
  return extreme;
}

/** A mean or sum from a sum that is already known. */
export function finishSum(aggregate: "mean" | "sum", sum: number, count: number): number | null {
  if (aggregate === "sum") return sum;
  return count === 0 ? null : sum / count;
}
