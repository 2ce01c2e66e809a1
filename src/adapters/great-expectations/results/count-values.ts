import { EvaluationError } from "../evaluation-error.js";
import { cellKey } from "../frame/cell-key.js";
import { compareCells } from "../frame/compare-cells.js";
import type { FrameColumn } from "../frame/frame.js";

export interface ValueCount {
  readonly value: unknown;
  readonly count: number;
}

/**
 * The most frequent values, falling by count and then rising by value. Which of equally frequent ones are taken is told by their order in the data.
 * Values that have no order among each other give what the reference gives then. NaN equals nothing, not even itself.
 */
export function countValues(
  values: readonly unknown[],
  most: number,
): readonly (ValueCount | { readonly error: string })[] {
  const counts = new Map<unknown, { value: unknown; count: number }>();
  for (const value of values) {
    const cells = Array.isArray(value) ? value : [value];
    const key = cells.some(Number.isNaN) ? Symbol("NaN") : cells.map(cellKey).join("\u0000");
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
  if (!Array.isArray(left) || !Array.isArray(right)) return inOrder(left, right);
  for (let at = 0; at < left.length; at++)
    if (Number.isNaN(left[at]) || cellKey(left[at]) !== cellKey(right[at])) return inOrder(left[at], right[at]);
  return 0;
}

function inOrder(left: unknown, right: unknown): number {
  return Number.isNaN(left) || Number.isNaN(right) ? 0 : compareCells(left, right);
}

/** A cell as it is counted: among floating numbers a missing one is NaN. */
export function countedCell({ type, cells }: FrameColumn, place: number): unknown {
  return cells[place] ?? (type === "number" ? Number.NaN : null);
}
