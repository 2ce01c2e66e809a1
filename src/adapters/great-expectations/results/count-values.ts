import { EvaluationError } from "../evaluation-error.js";
import { cellKey } from "../frame/cell-key.js";
import { compareCells } from "../frame/compare-cells.js";

export interface ValueCount {
  readonly value: unknown;
  readonly count: number;
}

/**
 * The most frequent values, falling by count and then rising by value. Which of equally frequent ones are taken is told by their order in the data.
 * Values that have no order among each other give what the reference gives then.
 */
export function countValues(
  values: readonly unknown[],
  most: number,
): readonly (ValueCount | { readonly error: string })[] {
  const counts = new Map<string, { value: unknown; count: number }>();
  for (const value of values) {
    const key = Array.isArray(value) ? value.map(cellKey).join("\u0000") : cellKey(value);
    const found = counts.get(key);
    if (found === undefined) counts.set(key, { value, count: 1 });
    else found.count += 1;
  }
  const frequent = [...counts.values()].sort((left, right) => right.count - left.count).slice(0, most);
  try {
    return frequent.sort((left, right) => right.count - left.count || compareValues(left.value, right.value));
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    return [{ error: "partial_exception_counts requires a hashable type" }];
  }
}

function compareValues(left: unknown, right: unknown): number {
  if (!Array.isArray(left) || !Array.isArray(right)) return compareCells(left, right);
  for (let at = 0; at < left.length; at++) {
    if (cellKey(left[at]) === cellKey(right[at])) continue;
    return compareCells(left[at], right[at]);
  }
  return 0;
}
